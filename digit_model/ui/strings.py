"""Every word on the page, in the two languages on neighbouring lines."""

from __future__ import annotations

from html import escape
from typing import NamedTuple


class Text(NamedTuple):
    """One text in both languages."""

    en: str
    zh: str

    def filled(self, **facts: object) -> Text:
        """The same text with {placeholders} replaced, in both languages; facts may come from anybody."""
        safe = {name: escape(str(fact)) for name, fact in facts.items()}
        return Text(self.en.format(**safe), self.zh.format(**safe))

    def html(self) -> str:
        """Both, each marked with its language; the stylesheet shows the one that the page is set to."""
        return f'<span lang="en">{self.en}</span><span lang="zh">{self.zh}</span>'


TITLE = "Digit X-Ray"

HEADER = {
    "tagline": Text(
        "See through a neural network while it reads your digit.",
        "写一个数字，看清神经网络如何认出它。",
    ),
    "network": Text("network", "网络"),
    "parameters": Text("parameters", "个参数"),
    "language": Text("Language", "语言"),
}

PAD = {
    "pad": Text("Drawing pad: draw one digit, 0 to 9", "画板：写一个 0 到 9 的数字"),
    "invite": Text("Draw a digit", "写一个数字"),
    "invite_how": Text("with mouse, finger or pen", "用鼠标、手指或触控笔"),
    "undo": Text("Undo", "撤销"),
    "redo": Text("Redo", "重做"),
    "erase": Text("Erase", "擦除"),
    "clear": Text("Clear", "清空"),
    "width": Text("Pen width", "笔宽"),
    "offline": Text(
        "The server does not answer. Your drawing is kept; trying again.",
        "服务器没有回应。你的图画还在，正在重试。",
    ),
    "full": Text("This drawing is full: undo or clear to go on.", "画板已满：请撤销或清空后继续。"),
}

ANSWER = {
    "blank": Text("No ink yet: nothing to read.", "还没有墨迹，无从识别。"),
    "heading": Text("Answer", "答案"),
    "unsure": Text("It could be either.", "无法确定是哪一个。"),
    "not_a_digit": Text("Not a digit, it seems.", "看起来不是数字。"),
    "or": Text("or", "或"),
}

SEEN = {
    "caption": Text(
        "What the network sees: 28 × 28 numbers, inked, cropped, fitted and centred.",
        "网络看到的：28 × 28 个数，已着墨、裁剪、缩放并居中。",
    ),
}

FLOW = {
    "heading": Text("Through the network", "穿过网络"),
    "negative": Text("negative", "负"),
    "positive": Text("positive", "正"),
}

# What a layer does, by its kind; {n} etc. are filled in from the layer itself.
LAYERS = {
    "Conv2d": Text("{out} kernels of {inputs}{k} × {k}", "{out} 个 {inputs}{k} × {k} 卷积核"),
    "depthwise": Text("a {k} × {k} kernel for each", "各用一个 {k} × {k} 卷积核"),
    "MaxPool2d": Text("the largest of each {k} × {k}", "每 {k} × {k} 取最大值"),
    "Flatten": Text("all in a row", "排成一行"),
    "Linear": Text("weighted sums of {inputs}", "{inputs} 个数的加权和"),
    "ReLU": Text("negatives → 0", "负数 → 0"),
    "softmax": Text("10 probabilities", "10 个概率"),
}

EXAMPLES = {
    "heading": Text("Or try one of these", "或者试试这些"),
    "own": Text("Your picture", "你的图片"),
}

SURGERY = {
    "heading": Text("Operate on the network", "给网络动手术"),
    "lead": Text(
        "Switch a channel off, or put a kernel of your own in its place: every number on this page is then the "
        "operated network's, at once. A channel is one kernel's map, or one unit.",
        "关掉一个通道，或换上你自己的卷积核：本页的每个数立刻都来自手术后的网络。一个通道就是一个卷积核的特征图，或一个单元。",
    ),
    "matters": Text("What matters most for this digit", "对这个数字最重要的通道"),
    "meaning": Text(
        "How the likeliest digit's lead over the mean of the others changes without the channel, in logits.",
        "关掉该通道后，最可能的数字领先其余数字平均值的幅度变化多少（logit）。",
    ),
    "blank": Text("Nothing to rank yet: draw a digit.", "还没有可排名的：请先写一个数字。"),
    "switch_off": Text("Switch off", "关掉"),
    "operate": Text("Operate", "动手术"),
    "stage": Text("Stage", "层"),
    "channel": Text("Channel", "通道"),
    "off": Text("Off", "关闭"),
    "own": Text("Own kernel", "自定义卷积核"),
    "instead": Text("What takes its place", "换成什么"),
    "numbers": Text("The kernel, on the mean of the stage's inputs", "卷积核，作用于该层输入的平均值"),
    "put_in": Text("Put in", "换上"),
    "in_force": Text("Changed now", "当前的改动"),
    "none": Text("Nothing: this is the network as it was trained.", "没有改动：这是训练好的原网络。"),
    "full": Text("That is as many channels as can be changed at once.", "同时能改动的通道数已达上限。"),
    "put_back": Text("Put back", "复原"),
    "put_all_back": Text("Put all back", "全部复原"),
}

KERNEL_NAMES = {
    "vertical edge": Text("Vertical edge", "竖直边缘"),
    "horizontal edge": Text("Horizontal edge", "水平边缘"),
    "blur": Text("Blur", "模糊"),
    "sharpen": Text("Sharpen", "锐化"),
    "identity": Text("Identity", "原样"),
}

OPERATED = {
    "notice": Text("Operated. Channels changed:", "已动手术。改动的通道数："),
    "put_all_back": SURGERY["put_all_back"],
}

NOTICES = {
    "hub_unreachable": Text(
        "{source} could not be reached, so the bundled network reads instead.",
        "无法连接 {source}，现由内置网络识别。",
    ),
}

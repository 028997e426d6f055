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

AUTOPSY = {
    "heading": Text("From your page to the network's", "从你的纸到网络的纸"),
    "lead": Text(
        "Colour, size and position decide what a network can read, so every page is prepared first. Under each step: "
        "the page as it is then, plainly stretched to 28 × 28, and what the same network would say to that.",
        "颜色、大小和位置决定网络能否认出数字，所以每一页都要先做准备。每一步下方：当时的页面直接拉伸成 28 × 28，"
        "以及同一个网络对它的回答。",
    ),
    "empty": Text("Draw a digit to see it prepared, step by step.", "写一个数字，看它如何一步步准备好。"),
    "stopped": Text("Stopped here:", "停在这一步："),
    "unsure": Text("unsure", "不确定"),
    "not_a_digit": Text("not a digit", "不是数字"),
    "blank": Text("an empty page", "空白页"),
}

# The steps of the path, by their names: a title, and what is done.
AUTOPSY_STEPS = {
    "drawn": (
        Text("As drawn", "原样"),
        Text("Black on white. The network takes white for ink.", "白底黑字。网络却把白色当作墨迹。"),
    ),
    "opened": (
        Text("As sent", "原样"),
        Text("Only its brightness. The network takes light for ink.", "只看亮度。网络把亮处当作墨迹。"),
    ),
    "ink": (
        Text("Ink", "墨迹"),
        Text("Ink is 1 and paper 0, whatever their colours.", "不论颜色，墨迹为 1，纸为 0。"),
    ),
    "lines": (Text("No lines", "去横线"), Text("Lines from edge to edge are taken out.", "去掉贯穿页面的直线。")),
    "edges": (Text("No edges", "去边缘"), Text("Marks along the edges are taken out.", "去掉页面边缘的痕迹。")),
    "specks": (Text("No specks", "去斑点"), Text("Dirt smaller than the pen is taken out.", "去掉比笔还细的污点。")),
    "pen": (
        Text("Pen width", "笔宽"),
        Text(
            "Redrawn with a pen as wide, for its size, as in the training digits.",
            "按数字大小，换成训练数字那样的笔宽。",
        ),
    ),
    "enlarged": (Text("Enlarged", "放大"), Text("Drawn as large as the page.", "画得与页面一样大。")),
    "cropped": (Text("Cropped", "裁剪"), Text("Empty paper around the ink is cut away.", "裁去墨迹周围的空白。")),
    "width": (
        Text("Pen width", "笔宽"),
        Text("Strokes made as wide as in the training digits.", "笔画调到训练数字的宽度。"),
    ),
    "fitted": (
        Text("Fitted", "缩放"),
        Text("Its longer side made 20 pixels, its shape kept.", "长边缩放为 20 像素，形状不变。"),
    ),
    "centred": (
        Text("Centred", "居中"),
        Text("Laid on 28 × 28, its ink balanced around the middle.", "放到 28 × 28 上，墨迹重心居中。"),
    ),
    "rounded": (
        Text("Rounded", "取整"),
        Text("To 256 grey levels. This is what the network gets.", "取 256 级灰度。网络得到的就是它。"),
    ),
}

EXAMPLES = {
    "heading": Text("Or try one of these", "或者试试这些"),
    "own": Text("Your picture", "你的图片"),
}

NOTICES = {
    "hub_unreachable": Text(
        "{source} could not be reached, so the bundled network reads instead.",
        "无法连接 {source}，现由内置网络识别。",
    ),
}

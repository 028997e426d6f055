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
    "keys": Text(
        "Arrow keys move, with Shift further; Space puts the pen down or lifts it; Home: the middle.",
        "方向键移动（按住 Shift 走得更远），空格落笔或抬笔，Home 回到中间。",
    ),
    "pen_up": Text(
        'pen up, column <b class="column"></b>, row <b class="row"></b>',
        '笔已抬起，第 <b class="column"></b> 列，第 <b class="row"></b> 行',
    ),
    "pen_down": Text(
        'pen down, column <b class="column"></b>, row <b class="row"></b>',
        '笔已落下，第 <b class="column"></b> 列，第 <b class="row"></b> 行',
    ),
    "damaged": Text("This link is damaged; your drawing stays.", "这个链接已损坏；你的图画还在。"),
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

SHARE = {
    "heading": Text("Take it with you", "带走它"),
    "lead": Text(
        "The link holds the drawing itself: whoever opens it sees it read again, by this page's network.",
        "链接里就是这幅图本身：谁打开它，本页的网络就再读一遍。",
    ),
    "copy": Text("Copy link", "复制链接"),
    "link": Text("Link to this drawing", "这幅图的链接"),
    "png": Text("the digit, the answer and every stage, as a picture", "数字、答案和每一层，存为图片"),
    "csv": Text("every number of every stage, for a spreadsheet", "每一层的每个数，供电子表格使用"),
    "npz": Text("the same as arrays, for NumPy", "同样的数，存为 NumPy 数组"),
    "blank": Text("Nothing to take yet: draw a digit first.", "还没有可带走的：请先写一个数字。"),
    "picture": Text("A link can hold a drawing, but not a picture.", "链接能容下图画，但容不下图片。"),
    "copied": Text("Link copied.", "链接已复制。"),
    "selected": Text("The link is selected: copy it from there.", "链接已选中，请从那里复制。"),
    "saved": Text("Saved.", "已保存。"),
    "failed": Text("The server does not answer; try again.", "服务器没有回应，请重试。"),
}

NOTICES = {
    "hub_unreachable": Text(
        "{source} could not be reached, so the bundled network reads instead.",
        "无法连接 {source}，现由内置网络识别。",
    ),
}

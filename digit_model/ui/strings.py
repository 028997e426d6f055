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
    "all": Text("all {n}", "全部 {n} 个"),
    "keys": Text(
        "Arrow keys move from number to number, Enter pins one, Escape lets go.",
        "方向键逐个移动，回车固定，Esc 松开。",
    ),
    "negative": Text("negative", "负"),
    "positive": Text("positive", "正"),
}

FOLLOW = {
    "hint": Text(
        "Point at any number above to see what it is made of; tap to hold on to it and go on from there.",
        "指向上面任何一个数，看它由什么算出；点按即可固定，再从那里继续追踪。",
    ),
    "let_go": Text("let go (Esc)", "松开（Esc）"),
}

# What the script says; {facts} are filled in there.
FOLLOW_WORDS = {
    "pixel": Text(
        "{stage} · channel {channel} · row {row}, column {column}",
        "{stage} · 通道 {channel} · 第 {row} 行第 {column} 列",
    ),
    "unit": Text("{stage} · {channel}", "{stage} · 第 {channel} 个"),
    "from_channel": Text("channel {channel}", "通道 {channel}"),
    "other_channels": Text("{n} other channels", "其余 {n} 个通道"),
    "other_terms": Text("{n} others", "其余 {n} 项"),
    "bias": Text("bias", "偏置"),
    "total": Text("sum", "总和"),
    "rectified": Text("negatives → 0", "负数 → 0"),
    "largest": Text("The largest of these is passed on.", "只有其中最大的被传下去。"),
    "same": Text("The same number, in a row with all others. It was", "同一个数，与其他数排成一行。原来是"),
    "rectifier": Text("{value}, with negatives made 0. It was", "{value}，负数变为 0。原来是"),
    "ink": Text("Ink from 0 (paper) to 1, as the network sees it.", "网络看到的墨量：0 为纸，1 为墨。"),
    "softmax": Text(
        "e^(logit − {largest}) = {power}, divided by the sum of all ten, {total}, is {value}.",
        "e^(logit − {largest}) = {power}，除以十个数之和 {total}，得 {value}。",
    ),
    "goes": Text("It goes on as", "它继续作为"),
    "counts": Text("It counts most in what comes next with {value}, in", "在下一层中它影响最大的一项是 {value}，在"),
    "wins": Text("It is the largest of its window and goes on as", "它是窗口中最大的，继续作为"),
    "loses": Text("A larger one of its window goes on instead:", "窗口中更大的数取代了它："),
    "ends": Text("This is where it ends.", "到此为止。"),
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

LEDGER = {
    "why": Text("Why", "为什么是"),
    "why_not": Text("and why not", "而不是"),
    "lead": Text(
        "The last stage only weighs and adds, so what parts the two logits splits into these terms, to the last digit: "
        "a number of the stage before, times how much it counts for one digit against the other.",
        "最后一层只做加权求和，所以两个 logit 之差可以精确拆成下面各项："
        "前一层的一个数，乘以它支持这个数字而非另一个的权重。",
    ),
    "nothing": Text("Nothing to weigh yet: draw a digit.", "还没有可权衡的：请先写一个数字。"),
    "caption": Text(
        "Your ink, by what the network would say without it: orange speaks for the first digit, blue for the other.",
        "你的墨迹：遮住某处，看网络的判断如何变化。橙色支持前者，蓝色支持后者。",
    ),
    "others": Text("{n} others", "其余 {n} 项"),
    "bias": Text("bias", "偏置"),
    "total": Text("logit {a} − {b}", "logit {a} − {b} 之差"),
}

COMPARE = {
    "heading": Text("Compare two networks", "比较两个网络"),
    "lead": Text(
        "The same digit, read by this page's network at left and by another at right.",
        "同一个数字：左边由本页的网络识别，右边由另一个网络识别。",
    ),
    "model": Text("The other network", "另一个网络"),
    "repository": Text("or one from the Hugging Face Hub", "或 Hugging Face Hub 上的网络"),
    "fetch": Text("Fetch", "获取"),
    "waiting": Text("Reading…", "正在识别……"),
    "blank_page": Text("Nothing to read yet: draw a digit.", "还没有可识别的：请先写一个数字。"),
    "facts": Text(
        "{parameters} parameters, {multiplications} multiplications a digit",
        "{parameters} 个参数，每个数字 {multiplications} 次乘法",
    ),
    "digit": Text("Sure enough to say so.", "有足够把握。"),
    "agree": Text(
        "They agree. They are furthest apart on {digit}: {own} at left, {other} at right.",
        "两者一致。分歧最大的是 {digit}：左边 {own}，右边 {other}。",
    ),
    "alike": Text(
        "They agree, on all ten probabilities to a tenth of a percent.",
        "两者一致，十个概率相差都不到千分之一。",
    ),
    "differ": Text(
        "They do not agree, least of all on {digit}: {own} at left, {other} at right.",
        "两者不一致，分歧最大的是 {digit}：左边 {own}，右边 {other}。",
    ),
    "unknown": Text(
        "There is no such network, or no longer: choose another.", "没有这个网络，或已不存在：请另选一个。"
    ),
    "damaged": Text("That is no network for this page: train or upload it anew.", "本页无法使用它：请重新训练或上传。"),
    "unreachable": Text("The Hub does not answer: try again later.", "Hub 没有回应：请稍后再试。"),
    "refused": Text("The Hub's copy cannot be had: check the name.", "无法从 Hub 获取：请检查名称。"),
}

NEIGHBOURS = {
    "heading": Text("The most similar real digits", "最相似的真实数字"),
    "lead": Text(
        "Of 5,000 digits that people wrote for MNIST, the five that look most like yours to the network itself, by "
        "the numbers that go into its last stage: what each one is, and how similar.",
        "从 MNIST 的 5,000 个手写数字中，按进入网络最后一层的数值，找出网络自己认为与你的最像的五个："
        "各是什么数字，有多相似。",
    ),
    "blank": Text("Nothing to compare yet: draw a digit.", "还没有可比较的：请先写一个数字。"),
    "preparing": Text(
        "Looking. The first time, the network reads all 5,000: a few seconds.",
        "正在查找。第一次需要网络读完全部 5,000 个数字，要几秒钟。",
    ),
    "shared": Text("{count} of these 5 are labelled {digits}.", "这 5 个中有 {count} 个的标签是 {digits}。"),
    "refused": Text(
        "The network took yours for no digit; these are only the least unlike.",
        "网络认为你写的不是数字；这些只是差得最少的。",
    ),
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

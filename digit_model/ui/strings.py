"""The words of the first screen and of the network, in the two languages on neighbouring lines."""

from __future__ import annotations

from digit_model.ui.text import Text

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
# What sets the bundled networks apart.
ABOUT = {
    "pen": Text("the best reader, ", "读得最准，"),
    "talk": Text("the simplest, ", "最简单，"),
}

PAD = {
    "pad": Text("Drawing pad: draw one digit, 0 to 9", "画板：写一个 0 到 9 的数字"),
    "invite": Text("Draw a digit", "写一个数字"),
    "invite_how": Text("with mouse, finger or pen", "用鼠标、手指或触控笔"),
    "instead": Text("Your picture is read", "正在识别你的图片"),
    "instead_how": Text("draw here to read a drawing instead", "在这里写数字，就改为识别手写"),
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
    "damaged": Text("This link is damaged: nothing of it was opened.", "这个链接已损坏，没有打开其中的任何内容。"),
    "full": Text("This drawing is full: undo or clear to go on.", "画板已满：请撤销或清空后继续。"),
}

ANSWER = {
    "blank": Text("No ink yet: nothing to read.", "还没有墨迹，无从识别。"),
    "heading": Text("Answer", "答案"),
    "unsure": Text("It could be either.", "无法确定是哪一个。"),
    "not_a_digit": Text(
        "Not a digit, it seems: try a single one, 0 to 9.", "看起来不是数字，请只写一个 0 到 9 的数字。"
    ),
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
    "hint": Text(
        "Point at any number to see what it is made of; tap to hold on to it and go on from there.",
        "指向任何一个数，看它由什么算出；点按即可固定，再从那里继续追踪。",
    ),
    "blank": Text(
        "Even an empty page makes numbers: the kernels' own biases. Draw, and they change.",
        "空白页也会产生数值：卷积核自带的偏置。动笔，看它们变化。",
    ),
    "stage_view": Text("Large, for a projector", "放大，供投影"),
    "few": Text("{few} most active of {n}", "{n} 个中最活跃的 {few} 个"),
    "all": Text("all {n}", "全部 {n} 个"),
    "fewer": Text("fewer", "收起"),
    "keys": Text(
        "Arrow keys move from number to number, Enter pins one, Escape lets go.",
        "方向键逐个移动，回车固定，Esc 松开。",
    ),
    "negative": Text("negative", "负"),
    "positive": Text("positive", "正"),
}

FOLLOW = {
    "let_go": Text("Let go <kbd>Esc</kbd>", "松开 <kbd>Esc</kbd>"),
    "operate": Text("Operate on this channel", "给这个通道动手术"),
}

# What the script says; {facts} are filled in there.
FOLLOW_WORDS = {
    "pixel": Text(
        "{stage} · channel {channel} · row {row}, column {column}",
        "{stage} · 通道 {channel} · 第 {row} 行第 {column} 列",
    ),
    "unit": Text("{stage} · {channel}", "{stage} · 第 {channel} 个"),
    "from_channel": Text("channel {channel}", "通道 {channel}"),
    "others": Text("{n} others", "其余 {n} 项"),
    "bias": Text("bias", "偏置"),
    "total": Text("sum", "总和"),
    "rectified": Text("negatives → 0", "负数 → 0"),
    "largest": Text("The largest of these is passed on.", "只有其中最大的被传下去。"),
    "largest_rectified": Text(
        "The largest of these is passed on, or 0 if it is negative.", "其中最大的被传下去；若为负数，则传 0。"
    ),
    "same": Text("The same number, in a row with all others. It was", "同一个数，与其他数排成一行。原来是"),
    "rectifier": Text("{value}, with negatives made 0. It was", "{value}，负数变为 0。原来是"),
    "ink": Text("Ink from 0 (paper) to 1, as the network sees it.", "网络看到的墨量：0 为纸，1 为墨。"),
    "softmax": Text(
        "e^(logit − {largest}) = {power}, divided by the sum of all ten, {total}, is {value}.",
        "e^(logit − {largest}) = {power}，除以十个数之和 {total}，得 {value}。",
    ),
    "goes": Text("It goes on as", "它继续作为"),
    "counts": Text("It counts most in what comes next with {value}, in", "在下一层中它影响最大的一项是 {value}，在"),
    "nothing": Text("It adds nothing to what comes next, such as", "它对下一层没有任何贡献，例如对"),
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

NOTICES = {
    "hub_unreachable": Text(
        "{source} could not be reached, so the bundled network reads instead.",
        "无法连接 {source}，现由内置网络识别。",
    ),
}

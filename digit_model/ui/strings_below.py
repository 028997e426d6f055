"""The words of the explanations below the network, in the two languages on neighbouring lines."""

from __future__ import annotations

from digit_model.ui.text import Text

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
    "frame": (
        Text("No frame", "去边框"),
        Text("A printed box goes, with all that lies outside it.", "去掉印好的方框，以及框外的一切。"),
    ),
    "lines": (Text("No lines", "去横线"), Text("Lines from edge to edge are taken out.", "去掉贯穿页面的直线。")),
    "edges": (Text("No edges", "去边缘"), Text("Marks along the edges are taken out.", "去掉页面边缘的痕迹。")),
    "specks": (Text("No specks", "去斑点"), Text("Dirt smaller than the pen is taken out.", "去掉比笔还细的污点。")),
    "dots": (
        Text("No stray dots", "去孤点"),
        Text("Taps of the pen far from the rest are taken out.", "去掉远离其余笔画的笔点。"),
    ),
    "pen": (
        Text("Pen width", "笔宽"),
        Text(
            "Redrawn with a pen as wide, for its size, as in the training digits.",
            "按数字大小，换成训练数字那样的笔宽。",
        ),
    ),
    "enlarged": (
        Text("Enlarged", "放大"),
        Text("Drawn anew, so large that it fills the page.", "重新画一遍，大到占满页面。"),
    ),
    "cropped": (Text("Cropped", "裁剪"), Text("Empty paper around the ink is cut away.", "裁去墨迹周围的空白。")),
    "width": (
        Text("Pen width", "笔宽"),
        Text("Strokes made as wide as in the training digits.", "笔画调到训练数字的宽度。"),
    ),
    "large": (
        Text("Enlarged", "放大"),
        Text("A very small picture made 20 pixels long.", "把很小的图片放大到 20 像素长。"),
    ),
    "fitted": (
        Text("Fitted", "缩放"),
        Text("Its longer side made 20 pixels, its shape kept.", "长边缩放为 20 像素，形状不变。"),
    ),
    "centred": (
        Text("Centred", "居中"),
        Text(
            "Laid on 28 × 28, its ink balanced around the middle. This is what the network gets.",
            "放到 28 × 28 上，墨迹重心居中。网络得到的就是它。",
        ),
    ),
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
        "How the likeliest digit's lead over the mean of the others changes without the channel, in logits. While you "
        "operate, every channel keeps its row.",
        "关掉该通道后，最可能的数字领先其余数字平均值的幅度变化多少（logit）。动手术时，各通道的行位置不变。",
    ),
    "blank": Text("Nothing to rank yet: draw a digit.", "还没有可排名的：请先写一个数字。"),
    "switch_off": Text("Switch off", "关掉"),
    "operate": Text("Operate", "动手术"),
    "stage": Text("Stage", "层"),
    "channel": Text("Channel", "通道"),
    "off": Text("Off", "关闭"),
    "own": Text("Own kernel", "自定义卷积核"),
    "instead": Text("What takes its place", "换成什么"),
    "numbers": Text("These nine numbers slide over the mean of the maps before", "这九个数在前一层各图的平均值上滑动"),
    "put_in": Text("Put in", "换上"),
    "in_force": Text("Changed now", "当前的改动"),
    "none": Text("Nothing: this is the network as it was trained.", "没有改动：这是训练好的原网络。"),
    "full": Text("That is as many channels as can be changed at once.", "同时能改动的通道数已达上限。"),
    "put_back": Text("Put back", "复原"),
    "put_all_back": Text("Put all back", "全部复原"),
}

# What a row of the ranking says of a channel that is operated on.
SURGERY_WORDS = {
    "off": Text("Switched off, ", "已关掉，"),
    "replaced": Text("Kernel replaced, ", "已换卷积核，"),
    "now": Text("now read as {answer}.", "现在读作 {answer}。"),
    "now_none": Text("now read as no digit.", "现在读作非数字。"),
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
    # Each goes on with what was wrong, in the very words of the error.
    "unknown": Text("There is no such network:", "没有这个网络："),
    "damaged": Text("That is no network for this page:", "本页无法使用它："),
    "unreachable": Text("Try again later:", "请稍后再试："),
    "refused": Text("It cannot be had from the Hub:", "无法从 Hub 获取："),
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
    "trained": Text(
        "Found by the network as it was trained, not as you changed it.", "由训练好的原网络找出，不受你的改动影响。"
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
        "The link holds the drawing itself, and what you pinned or operated on: whoever opens it sees it read again, "
        "by this page's network.",
        "链接里就是这幅图本身，以及你固定的数和做过的手术：谁打开它，本页的网络就再读一遍。",
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

"""What the errors say that a visitor of the page can cause, in the two languages on neighbouring lines.

The English is the very sentence that ``digit_model`` raises, and its key here.
"""

from __future__ import annotations

from digit_model.ui.text import Text

COMPLAINTS = (
    Text(
        "{name} is not a picture; send a PNG, JPEG, WebP, BMP, TIFF or GIF",
        "{name} 不是图片；请发送 PNG、JPEG、WebP、BMP、TIFF 或 GIF",
    ),
    Text("the picture is cut off or damaged ({error}); send it again", "图片不完整或已损坏（{error}）；请重新发送"),
    Text("{name} cannot be opened: {error}", "无法打开 {name}：{error}"),
    Text(
        "the picture has far more than {most} million pixels; send a smaller one",
        "图片远远超过 {most}00 万像素；请发送小一些的",
    ),
    Text(
        "the picture has {width} x {height}, more than {most} million pixels; send a smaller one",
        "图片有 {width} × {height} 像素，超过了 {most}00 万；请发送小一些的",
    ),
    Text(
        "the picture is stored in {scans} passes, more than {most}; save it anew",
        "图片分 {scans} 遍存储，超过了 {most} 遍；请重新保存",
    ),
    Text("the picture is empty: it has no pixels", "图片是空的：没有任何像素"),
    Text("no {model} here", "这里没有 {model}"),
    Text("it would have the form USER/REPO", "名称应为 USER/REPO 的形式"),
    Text("too many visitors are asking it", "同时询问它的访客太多"),
    Text('the Hub does not answer for "{source}" ({said})', "Hub 对“{source}”没有回应（{said}）"),
    Text("the Hub has no such names: {error}", "Hub 上没有这样的名称：{error}"),
    Text('"{repository}" on the Hub has no revision "{revision}"', "Hub 上的“{repository}”没有版本“{revision}”"),
    Text(
        '"{repository}" is not on the Hub, or is private and your token does not open it; '
        "check the name, or run `hf auth login`",
        "“{repository}”不在 Hub 上，或是私有的而你的令牌打不开它；请检查名称，或运行 `hf auth login`",
    ),
    Text(
        'the Hub does not give "{source}" ({said}); `hf auth login` sets another token',
        "Hub 不给出“{source}”（{said}）；`hf auth login` 可换一个令牌",
    ),
    Text(
        '"{source}" is no checkpoint: {name} has {size} bytes, {most} are the most',
        "“{source}”不是检查点：{name} 有 {size} 字节，最多 {most} 字节",
    ),
)
_BY_SENTENCE = {text.en: text for text in COMPLAINTS}


def told(error: Exception) -> Text:
    """An error in both languages; in its own English in both if it is none that a visitor is expected to cause."""
    text = _BY_SENTENCE.get(getattr(error, "sentence", ""))
    return text.filled(**error.facts) if text else Text("{said}", "{said}").filled(said=error)

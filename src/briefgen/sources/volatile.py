"""Lines that change without anything being said: clocks, datelines, counters, tickers."""

from __future__ import annotations

import re

_LINKING = frozenset(
    """
    a about all an and are as at be by for from has have here i in is it of on since so the this to was were you your
    am um le à il y el del de в في و
    """.split()
)
_WORDS = _LINKING | frozenset(
    """
    download downloads found helpful listeners plays ratings stars installs useful copies answers questions ago comment
    comments currently daily date day days edited edition est est. et edt cet cest bst msk utc gmt eest eet pst pdt first
    follow followers hour hours hr hrs hit hits just last like likes listen live local min mins minute minutes modified moment
    moments month months more now online page pages people pageviews pm posted print published read reader readers reading
    reads save second seconds sec secs share shared shares far subscriber subscribers article story time times today tomorrow
    tonight total tweet tweets update updated updates users video view viewed viewers viewing views visitor visitors visits
    watching week weeks word words year years yesterday current server clock reposts retweets reactions claps votes vote jan
    feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november
    december mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday st nd rd th
    aktualisiert uhr vor stunden stunde minuten minute tagen tag veröffentlicht stand lesezeit kommentare kommentar aufrufe
    geteilt leser januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag
    sonntag publié mis jour heures heure jours jour lecture vues commentaires janvier février mars avril juin juillet août
    septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche publicado actualizado hace horas
    hora día días vistas comentarios enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    lunes martes miércoles jueves viernes sábado domingo обновлено опубликовано назад часов часа час минут минуты минуту
    просмотров просмотра просмотр комментариев комментария сегодня вчера января февраля марта апреля мая июня июля августа
    сентября октября ноября декабря понедельник вторник среда четверг пятница суббота воскресенье мск читают сейчас оновлено
    опубліковано тому годин хвилин переглядів сьогодні січня лютого березня квітня травня червня липня серпня вересня жовтня
    листопада грудня منذ دقيقة دقائق ساعة ساعات مشاهدة مشاهدات تحديث آخر نشر يوم أيام اليوم الآن تعليق تعليقات قراءة الساعة
    عدد القراءات يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر الأحد الاثنين الثلاثاء الأربعاء
    الخميس الجمعة السبت بتوقيت بازدید دقیقه ساعت پیش انتشار تاریخ نظر امروز עודכן פורסם לפני דקות שעות צפיות תגובות היום בשעה
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")
_TICKER = re.compile(r"[°▲▼△▽↑↓]|[+−-]\d+([.,]\d+)?\s?%")
_TOKEN = re.compile(r"\b(?=[a-f]*\d)[0-9a-f]{12,}\b|\b(?=\w*\d)(?=\w*[a-z])[\w-]{24,}", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|·•●‧∙⋅]\s*")
_ENDED = re.compile(r"[.!?…。؟:;»”\"'’]\s*$")
_LONGEST = 14
_ABBREVIATED = re.compile(r"\d+(k|m|km|tsd)\b", re.IGNORECASE)


def is_volatile(line: str, *, loose: bool = True) -> bool:
    """Whether a line holds nothing but a time, a date, a count or a quotation of prices.

    ``loose``: a word or two may stand beside it (``Hits today: 88``), as long as the line is no sentence.
    """
    if len(line) > 120:
        return False
    words = _WORD.findall(_ABBREVIATED.sub("0", line.casefold()))
    if len(words) > _LONGEST:
        return False
    if (_TICKER.search(line) and len(words) <= 4) or (_TOKEN.search(line) and len(words) <= 10):
        return True
    counted = any(letter.isdigit() for letter in line)
    others = [word for word in words if word not in _WORDS and len(word) > 1]
    if not others:
        return counted or len(words) <= 4
    telling = any(word in _WORDS - _LINKING for word in words)
    return loose and counted and telling and len(others) <= 2 and len(words) <= 7 and not _ENDED.search(line)


def settled(line: str, *, loose: bool = True) -> str:
    """A line without the parts of it that are volatile (``The desk | 17 Oct | 1,234 views``); empty where all of it is."""
    if len(line) > 200:
        return line
    parts = [part for part in _PARTS.split(line) if part]
    kept = [part for part in parts if not is_volatile(part, loose=loose)]
    return line if len(kept) == len(parts) else " | ".join(kept)

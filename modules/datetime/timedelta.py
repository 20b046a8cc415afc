__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo",
           "MINYEAR", "MAXYEAR", "UTC")

import time as _time
from operator import index as _index

MINYEAR = 1
MAXYEAR = 9999

_MAX_ORDINAL = 3652059
_EPOCH = 719163  # the ordinal of 1 January 1970
_DAY = 86400_000_000  # in microseconds

_WEEKDAYS = "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
           "Nov", "Dec")


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not {year}")
    if not 1 <= month <= 12:
        raise ValueError(f"month must be in 1..12, not {month}")
    if not 1 <= day <= 28:
        last = _days_in(year, month)
        if not 1 <= day <= last:
            raise ValueError(f"day {day} must be in range 1..{last} for month "
                             f"{month} in year {year}")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second = _index(hour), _index(minute), _index(second)
    microsecond = _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError(f"hour must be in 0..23, not {hour}")
    if not 0 <= minute <= 59:
        raise ValueError(f"minute must be in 0..59, not {minute}")
    if not 0 <= second <= 59:
        raise ValueError(f"second must be in 0..59, not {second}")
    if not 0 <= microsecond <= 999999:
        raise ValueError(f"microsecond must be in 0..999999, not {microsecond}")
    if fold not in (0, 1):
        raise ValueError(f"fold must be either 0 or 1, not {fold}")
    return hour, minute, second, microsecond, fold


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, "
                        f"not type '{type(tz).__name__}'")


def _check_offset(name, offset):
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, "
                        f"not '{type(offset).__name__}'")
    if not -_DAY < offset._us < _DAY:
        raise ValueError(f"offset must be a timedelta strictly between "
                         f"-timedelta(hours=24) and timedelta(hours=24), "
                         f"not {offset!r}")
    return offset


def _offset_text(offset, colon=":"):
    """[+-]HH:MM[:SS[.ffffff]], "" for None."""
    if offset is None:
        return ""
    us = offset._us
    sign = "-" if us < 0 else "+"
    seconds, us = divmod(abs(us), 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    text = f"{sign}{minutes // 60:02d}{colon}{minutes % 60:02d}"
    if seconds or us:
        text += f"{colon}{seconds:02d}"
        if us:
            text += f".{us:06d}"
    return text


def _time_text(hour, minute, second, us, timespec):
    if timespec == "auto":
        timespec = "microseconds" if us else "seconds"
    match timespec:
        case "seconds":
            return f"{hour:02d}:{minute:02d}:{second:02d}"
        case "microseconds":
            return f"{hour:02d}:{minute:02d}:{second:02d}.{us:06d}"
        case "milliseconds":
            return f"{hour:02d}:{minute:02d}:{second:02d}.{us // 1000:03d}"
        case "minutes":
            return f"{hour:02d}:{minute:02d}"
        case "hours":
            return f"{hour:02d}"
    if not isinstance(timespec, str):
        raise TypeError(f"isoformat() argument 'timespec' must be str, "
                        f"not {type(timespec).__name__}")
    raise ValueError("Unknown timespec value")


def _strftime(obj, format, timetuple):
    """Replaces what time.strftime() does not know or takes from the system."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    if "%" not in format:
        return format
    out, i, n = [], 0, len(format)
    while i < n:
        j = format.find("%", i)
        if j < 0 or j + 1 >= n:
            out.append(format[i:])
            break
        out.append(format[i:j])
        c = format[j + 1]
        i = j + 2
        if c == "f":
            out.append(f"{getattr(obj, 'microsecond', 0):06d}")
        elif c == "z" or c == ":" and format[i:i + 1] == "z":
            if c == ":":
                i += 1
            if hasattr(obj, "utcoffset"):
                out.append(_offset_text(obj.utcoffset(), ":" if c == ":" else ""))
        elif c == "Z":
            name = obj.tzname() if hasattr(obj, "tzname") else None
            if name is not None:
                out.append(name.replace("%", "%%"))
        elif c in "YGFC" and timetuple[0] < 1000:
            if c == "F":
                out.append(f"{timetuple[0]:04d}-%m-%d")
            elif c == "C":
                out.append(f"{timetuple[0] // 100:02d}")
            else:
                year = timetuple[0] if c == "Y" else int(_time.strftime("%G", timetuple))
                out.append(f"{year:04d}")
        else:
            out.append("%" + c)
    return _time.strftime("".join(out), timetuple)


def _strptime(text, format):
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text).__name__}")
    if not isinstance(format, str):
        raise TypeError(f"strptime() argument 2 must be str, not {type(format).__name__}")
    fields, zone, offset = _parse(text, format, *_time.tzname, bool(_time.daylight))
    tz = None
    if offset is not None:
        delta = timedelta(microseconds=offset)
        tz = timezone(delta, zone) if zone else timezone(delta)
    return fields, tz


def _digits(text, n):
    if len(text) != n or not (text.isascii() and text.isdigit()):
        raise ValueError
    return int(text)


def _parse_date(text):
    """Reads YYYY-MM-DD, YYYYMMDD and the forms with weeks; ValueError if it is none."""
    dash = text[4:5] == "-"
    year = _digits(text[:4], 4)
    rest = text[5:] if dash else text[4:]
    if rest[:1] == "W":
        week = _digits(rest[1:3], 2)
        day, rest = 1, rest[3:]
        if rest:
            if dash:
                if rest[0] != "-":
                    raise ValueError
                rest = rest[1:]
            day = _digits(rest, 1)
        return _from_iso_calendar(year, week, day)
    month = _digits(rest[:2], 2)
    if dash:
        if rest[2:3] != "-":
            raise ValueError
        return year, month, _digits(rest[3:], 2)
    return year, month, _digits(rest[2:], 2)


def _from_iso_calendar(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not {year}")
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    long_year = weekday == 3 or weekday == 2 and _is_leap(year)
    if not 1 <= week <= 52 + long_year:
        raise ValueError(f"Invalid week: {week}")
    if not 1 <= day <= 7:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    monday = first - weekday + (7 if weekday > 3 else 0)
    n = monday + (week - 1) * 7 + day - 1
    if n < 1:
        raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not 0")
    if n > _MAX_ORDINAL:
        raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not 10000")
    return _from_ordinal(n)


def _parse_clock(text):
    """Reads HH[:MM[:SS[.fff]]] with or without colons: [h, m, s, us]."""
    fields, pos = [_digits(text[:2], 2)], 2
    colon = text[2:3] == ":"
    while pos < len(text) and text[pos] not in ".," and len(fields) < 3:
        if colon:
            if text[pos] != ":":
                raise ValueError
            pos += 1
        fields.append(_digits(text[pos:pos + 2], 2))
        pos += 2
    us = 0
    if pos < len(text):
        if text[pos] not in ".," or len(fields) < 3:
            raise ValueError
        part = text[pos + 1:]
        if not (part.isascii() and part.isdigit()):
            raise ValueError
        us = int(part[:6].ljust(6, "0"))
    return fields + [0] * (3 - len(fields)) + [us]


def _parse_time(text):
    """The fields of a clock and its zone."""
    for i, c in enumerate(text):
        if c in "+-Z":
            break
    else:
        return _parse_clock(text), None
    clock = _parse_clock(text[:i])
    if c == "Z":
        if i + 1 != len(text):
            raise ValueError
        return clock, timezone.utc
    h, m, s, us = _parse_clock(text[i + 1:])
    if m > 59 or s > 59:
        raise ValueError
    offset = timedelta(hours=h, minutes=m, seconds=s, microseconds=us)
    return clock, timezone(-offset if c == "-" else offset)


def _plain_error(e):
    """Whether a ValueError tells no more than that the text is not understood."""
    return not e.args or str(e).startswith("Invalid week")


def _round_half_even(n, d):
    """n / d for ints, d > 0, to the nearest int."""
    q, r = divmod(n, d)
    if 2 * r > d or 2 * r == d and q & 1:
        q += 1
    return q


class timedelta:
    """Difference between two datetime values.

    timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)

    All arguments are optional and default to 0.
    Arguments may be integers or floats, and may be positive or negative."""
    __slots__ = ("_us", "__weakref__")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0,
                minutes=0, hours=0, weeks=0):
        us, fraction = 0, 0.0
        for name, value, unit in (
                ("days", days, _DAY), ("seconds", seconds, 1_000_000),
                ("microseconds", microseconds, 1),
                ("milliseconds", milliseconds, 1000),
                ("minutes", minutes, 60_000_000),
                ("hours", hours, 3600_000_000), ("weeks", weeks, 7 * _DAY)):
            if isinstance(value, int):
                us += int(value) * unit
            elif isinstance(value, float):
                whole = int(value)
                us += whole * unit
                part = (value - whole) * unit
                whole = int(part)
                us += whole
                fraction += part - whole
            else:
                raise TypeError(f"unsupported type for timedelta {name} "
                                f"component: {type(value).__name__}")
        if fraction:
            # Halves go to the even sum.
            whole = round(fraction)
            if abs(fraction) % 1 == 0.5:
                low = int(fraction // 1)
                whole = low + ((us + low) & 1)
            us += whole
        return cls._of(us)

    @classmethod
    def _of(cls, us):
        days = us // _DAY
        if not -999999999 <= days <= 999999999:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._us = us
        return self

    @property
    def days(self):
        """Number of days."""
        return self._us // _DAY

    @property
    def seconds(self):
        """Number of seconds (>= 0 and less than 1 day)."""
        return self._us % _DAY // 1_000_000

    @property
    def microseconds(self):
        """Number of microseconds (>= 0 and less than 1 second)."""
        return self._us % 1_000_000

    def total_seconds(self):
        """Total seconds in the duration."""
        return self._us / 1_000_000

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (
            ("days", self.days), ("seconds", self.seconds),
            ("microseconds", self.microseconds)) if value]
        return (f"{_qualified(self)}({', '.join(parts) or '0'})")

    def __str__(self):
        days, us = divmod(self._us, _DAY)
        seconds, us = divmod(us, 1_000_000)
        minutes, seconds = divmod(seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        if us:
            text += f".{us:06d}"
        if days:
            text = f"{days} day{'' if abs(days) == 1 else 's'}, {text}"
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._us + other._us)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._us - other._us)
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(other._us - self._us)
        return NotImplemented

    def __neg__(self):
        return timedelta._of(-self._us)

    def __pos__(self):
        return timedelta._of(self._us)

    def __abs__(self):
        return timedelta._of(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._us * int(other))
        if isinstance(other, float):
            n, d = other.as_integer_ratio()
            return timedelta._of(_round_half_even(self._us * n, d))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            if other == 0:
                raise ZeroDivisionError("division by zero")
            n, d = self._us, int(other)
        elif isinstance(other, float):
            n, d = other.as_integer_ratio()
            if n == 0:
                raise ZeroDivisionError("division by zero")
            n, d = self._us * d, n
        else:
            return NotImplemented
        return timedelta._of(_round_half_even(n, d) if d > 0 else _round_half_even(-n, -d))

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us if other._us else _zero_division()
        if isinstance(other, int):
            return timedelta._of(self._us // int(other)) if other else _zero_division()
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._us % other._us) if other._us else _zero_division()
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            return self // other, self % other
        return NotImplemented

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self.days, self.seconds, self.microseconds))

    def __bool__(self):
        return self._us != 0

    def __reduce__(self):
        return self.__class__, (self.days, self.seconds, self.microseconds)


def _zero_division():
    raise ZeroDivisionError("division by zero")


def _qualified(obj):
    cls = type(obj)
    return f"{cls.__module__}.{cls.__qualname__}" if cls.__module__ == "datetime" else cls.__qualname__


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)



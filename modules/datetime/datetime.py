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


class IsoCalendarDate(tuple):
    __slots__ = ()

    def __new__(cls, year, week, weekday):
        return super().__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __reduce__(self):
        return tuple, (tuple(self),)

    def __repr__(self):
        return (f"{_qualified(self)}(year={self[0]}, week={self[1]}, "
                f"weekday={self[2]})")


_IsoCalendarDate = IsoCalendarDate
del IsoCalendarDate


class date:
    """date(year, month, day) --> date object"""
    __slots__ = ("_year", "_month", "_day", "__weakref__")

    def __new__(cls, year, month=None, day=None):
        if month is None:
            if isinstance(year, bytes) and len(year) == 4 and 1 <= year[2] <= 12:
                year, month, day = year[0] << 8 | year[1], year[2], year[3]
            else:
                raise TypeError("function missing required argument 'month' (pos 2)")
        elif day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        """Create a date from a POSIX timestamp, in local time."""
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def today(cls):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, ordinal, /):
        """int -> date corresponding to a proleptic Gregorian ordinal."""
        ordinal = _index(ordinal)
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_from_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, string, /):
        """Construct a date from a string in ISO 8601 format."""
        if not isinstance(string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            fields = _parse_date(string)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {string!r}") from None
        return cls(*fields)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """Construct a date from the ISO year, week number and weekday."""
        return cls(*_from_iso_calendar(_index(year), _index(week), _index(day)))

    @classmethod
    def strptime(cls, string, format, /):
        """Parse a date string according to the given format."""
        fields, _ = _strptime(string, format)
        return cls(*fields[:3])

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        return f"{_qualified(self)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        """Return ctime() style string."""
        return (f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month - 1]} "
                f"{self._day:2d} 00:00:00 {self._year:04d}")

    def strftime(self, format):
        """Format using strftime().

        Example: "%d/%m/%Y, %H:%M:%S"."""
        return _strftime(self, format, self.timetuple())

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format).__name__}")
        return self.strftime(format) if format else str(self)

    def isoformat(self):
        """Return string in ISO 8601 format, YYYY-MM-DD."""
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        return self._timetuple(0, 0, 0, -1)

    def _timetuple(self, hour, minute, second, dst):
        n = self.toordinal()
        return _time.struct_time((
            self._year, self._month, self._day, hour, minute, second,
            (n + 6) % 7, n - _ordinal(self._year, 1, 1) + 1, dst))

    def toordinal(self):
        """Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1."""
        return _ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """Return date with new specified fields."""
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day)

    __replace__ = replace

    def weekday(self):
        """Return the day of the week represented by the date.
        Monday == 0 ... Sunday == 6"""
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """Return the day of the week represented by the date.
        Monday == 1 ... Sunday == 7"""
        return (self.toordinal() + 6) % 7 + 1

    def isocalendar(self):
        """Return a named tuple containing ISO year, week number, and weekday."""
        n = self.toordinal()
        # A week belongs to the year of its Thursday.
        thursday = n - (n + 6) % 7 + 3
        year = _from_ordinal(thursday)[0]
        return _IsoCalendarDate(year, (thursday - _ordinal(year, 1, 1)) // 7 + 1,
                                (n + 6) % 7 + 1)

    def _key(self):
        return self._year, self._month, self._day

    def _other(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return other._key()
        return None

    def __eq__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() == key

    def __lt__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() < key

    def __le__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() <= key

    def __gt__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() > key

    def __ge__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() >= key

    def __hash__(self):
        return hash(self._state())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 1 <= n <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        return type(self)(*_from_ordinal(n))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _state(self):
        return bytes((self._year >> 8, self._year & 255, self._month, self._day))

    def __reduce__(self):
        return self.__class__, (self._state(),)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class tzinfo:
    """Abstract base class for time zone info objects."""
    __slots__ = ()

    def tzname(self, dt, /):
        """datetime -> string name of time zone."""
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt, /):
        """datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"""
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt, /):
        """datetime -> DST offset as timedelta positive east of UTC."""
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt, /):
        """datetime in UTC -> datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        saving = dt.dst()
        if saving is None:
            raise ValueError("fromutc: non-None dst() result required")
        delta = offset - saving
        if delta:
            dt += delta
            saving = dt.dst()
            if saving is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; "
                                 "cannot convert")
        return dt + saving

    def __reduce__(self):
        args = getattr(self, "__getinitargs__", tuple)()
        state = self.__getstate__()
        return (self.__class__, args) if state is None else (self.__class__, args, state)


class timezone(tzinfo):
    """Fixed offset from UTC implementation of tzinfo."""
    __slots__ = "_offset", "_name", "__weakref__"

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, "
                            f"not {type(offset).__name__}")
        if name is not None and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if name is None and not offset and (utc := getattr(cls, "utc", None)) is not None:
            return utc
        _check_offset("utcoffset", offset)
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    def __getinitargs__(self):
        """pickle support"""
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __reduce__(self):
        return self.__class__, self.__getinitargs__(), None

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def _check(self, name, dt):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{name}(dt) argument must be a datetime instance or "
                            f"None, not {type(dt).__name__}")

    def utcoffset(self, dt, /):
        """Return fixed offset."""
        self._check("utcoffset", dt)
        return self._offset

    def tzname(self, dt, /):
        """If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'."""
        self._check("tzname", dt)
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt, /):
        """Return None."""
        self._check("dst", dt)

    def fromutc(self, dt, /):
        """datetime in UTC -> datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


class time:
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object

    All arguments are optional. tzinfo may be None, or an instance of
    a tzinfo subclass. The remaining arguments may be ints."""
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold",
                 "__weakref__")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, bytes) and len(hour) == 6 and hour[0] & 127 < 24:
            b, tzinfo = hour, minute or None
            hour, minute, second, fold = b[0] & 127, b[1], b[2], b[0] >> 7
            microsecond = b[3] << 16 | b[4] << 8 | b[5]
        fields = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond, self._fold = fields
        self._tzinfo = tzinfo
        return self

    @classmethod
    def fromisoformat(cls, string, /):
        """Construct a time from a string in ISO 8601 format."""
        if not isinstance(string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            fields, tz = _parse_time(string.removeprefix("T"))
        except ValueError as e:
            if not _plain_error(e):
                raise
            raise ValueError(f"Invalid isoformat string: {string!r}") from None
        if fields[0] == 24:
            if any(fields[1:]):
                raise ValueError("minute, second, and microsecond must be 0 when hour is 24")
            fields[0] = 0
        return cls(*fields, tz)

    @classmethod
    def strptime(cls, string, format, /):
        """Parse a time string according to the given format."""
        fields, tz = _strptime(string, format)
        return cls(*fields[3:], tz)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def __repr__(self):
        text = f"{self._hour}, {self._minute}"
        if self._second or self._microsecond:
            text += f", {self._second}"
        if self._microsecond:
            text += f", {self._microsecond}"
        return f"{_qualified(self)}({text}{_tail(self)})"

    def isoformat(self, timespec="auto"):
        """Return the time as "HH:MM:SS[.ffffff][+HH:MM]", as much of it as timespec says."""
        return (_time_text(self._hour, self._minute, self._second, self._microsecond,
                           timespec) + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        """Format using strftime().

        The date part of the timestamp passed to underlying strftime should not be used."""
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute,
                                        self._second, 0, 1, -1))

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format).__name__}")
        return self.strftime(format) if format else str(self)

    def utcoffset(self):
        """Return the timezone offset as timedelta positive east of UTC (negative west of UTC)."""
        return None if self._tzinfo is None else _check_offset(
            "utcoffset", self._tzinfo.utcoffset(None))

    def dst(self):
        """Return the offset of daylight saving time."""
        return None if self._tzinfo is None else _check_offset("dst", self._tzinfo.dst(None))

    def tzname(self):
        """Return the name of the time zone."""
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        """Return time with new specified fields."""
        return type(self)(self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    __replace__ = replace

    def _us(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1_000_000 + self._microsecond

    def _pair(self, other, ordering):
        """What to compare; None if other is no time or the two cannot be equal."""
        if not isinstance(other, time):
            return None
        a, b = self._us(), other._us()
        if self._tzinfo is not other._tzinfo:
            mine, its = self.utcoffset(), other.utcoffset()
            if (mine is None) != (its is None):
                if ordering:
                    raise TypeError("can't compare offset-naive and offset-aware times")
                return 0, 1
            if mine is not None:
                a, b = a - mine._us, b - its._us
        return a, b

    def __eq__(self, other):
        p = self._pair(other, False)
        return NotImplemented if p is None else p[0] == p[1]

    def __lt__(self, other):
        p = self._pair(other, True)
        return NotImplemented if p is None else p[0] < p[1]

    def __le__(self, other):
        p = self._pair(other, True)
        return NotImplemented if p is None else p[0] <= p[1]

    def __gt__(self, other):
        p = self._pair(other, True)
        return NotImplemented if p is None else p[0] > p[1]

    def __ge__(self, other):
        p = self._pair(other, True)
        return NotImplemented if p is None else p[0] >= p[1]

    def __hash__(self):
        offset = self.replace(fold=0).utcoffset() if self._fold else self.utcoffset()
        return hash(self._us() if offset is None else self._us() - offset._us)

    def _state(self, fold):
        us = self._microsecond
        return bytes((self._hour | fold << 7, self._minute, self._second,
                      us >> 16, us >> 8 & 255, us & 255))

    def __reduce_ex__(self, protocol):
        state = self._state(self._fold if protocol > 3 else 0)
        return self.__class__, (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


def _tail(obj):
    """The end of the repr of a time or datetime."""
    text = "" if obj._tzinfo is None else f", tzinfo={obj._tzinfo!r}"
    return text + ", fold=1" if obj._fold else text


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
_tzinfo_class = tzinfo


class datetime(date):
    """datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])

    The year, month and day arguments are required. tzinfo may be None, or an
    instance of a tzinfo subclass. The remaining arguments may be ints."""
    __slots__ = "_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold"

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0,
                microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, bytes) and len(year) == 10 and 1 <= year[2] & 127 <= 12:
            b, tzinfo = year, month
            year, month, day, fold = b[0] << 8 | b[1], b[2] & 127, b[3], b[2] >> 7
            hour, minute, second = b[4:7]
            microsecond = b[7] << 16 | b[8] << 8 | b[9]
        elif month is None:
            raise TypeError("function missing required argument 'month' (pos 2)")
        elif day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        ymd = _check_date(year, month, day)
        clock = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = ymd
        self._hour, self._minute, self._second, self._microsecond, self._fold = clock
        self._tzinfo = tzinfo
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _of_us(cls, us, tz=None):
        """The datetime us microseconds after midnight of day 0."""
        days, us = divmod(us, _DAY)
        if not 1 <= days <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        seconds, us = divmod(us, 1_000_000)
        minutes, seconds = divmod(seconds, 60)
        return cls(*_from_ordinal(days), minutes // 60, minutes % 60, seconds, us, tz)

    def _us(self):
        return (((self.toordinal() * 24 + self._hour) * 60 + self._minute) * 60
                + self._second) * 1_000_000 + self._microsecond

    @classmethod
    def _from_timestamp(cls, timestamp, utc, tz):
        if isinstance(timestamp, float):
            if timestamp != timestamp:
                raise ValueError("Invalid value NaN (not a number)")
            if timestamp in (float("inf"), float("-inf")):
                raise OverflowError("timestamp out of range for platform time_t")
            n, d = timestamp.as_integer_ratio()
            seconds, us = divmod(_round_half_even(n * 1_000_000, d), 1_000_000)
        else:
            seconds, us = _index(timestamp), 0
        if utc:
            fields = _time.gmtime(seconds)
        else:
            fields = _time.localtime(seconds)
        result = cls(*fields[:5], min(fields[5], 59), us, tz)
        if tz is None and not utc and seconds >= 86400:
            # In the second of two equal hours, fold is 1.
            before = _time.localtime(seconds - 86400)
            gap = before.tm_gmtoff - fields.tm_gmtoff
            if gap > 0 and _time.localtime(seconds - gap)[:6] == fields[:6]:
                result._fold = 1
        return result

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """timestamp[, tz] -> tz's local time from POSIX timestamp."""
        _check_tzinfo(tz)
        result = cls._from_timestamp(timestamp, tz is not None, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        """Construct a naive UTC datetime from a POSIX timestamp."""
        import warnings
        warnings.warn("datetime.datetime.utcfromtimestamp() is deprecated and scheduled "
                      "for removal in a future version. Use timezone-aware objects to "
                      "represent datetimes in UTC: datetime.datetime.fromtimestamp("
                      "timestamp, datetime.UTC).", DeprecationWarning, stacklevel=2)
        return cls._from_timestamp(timestamp, True, None)

    @classmethod
    def now(cls, tz=None):
        """Returns new datetime object representing current time local to tz."""
        _check_tzinfo(tz)
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """Return a new datetime representing UTC day and time."""
        import warnings
        warnings.warn("datetime.datetime.utcnow() is deprecated and scheduled for removal "
                      "in a future version. Use timezone-aware objects to represent "
                      "datetimes in UTC: datetime.datetime.now(datetime.UTC).",
                      DeprecationWarning, stacklevel=2)
        return cls._from_timestamp(_time.time(), True, None)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """date, time -> datetime with same date and time fields"""
        if not isinstance(date, _date_class):
            raise TypeError(f"combine() argument 1 must be datetime.date, not {type(date).__name__}")
        if not isinstance(time, _time_class):
            raise TypeError(f"combine() argument 2 must be datetime.time, not {type(time).__name__}")
        return cls(date.year, date.month, date.day, time.hour, time.minute,
                   time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, string, /):
        """Construct a date from a string in ISO 8601 format."""
        if not isinstance(string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            end = _date_end(string)
            ymd = _parse_date(string[:end])
            clock, tz = [0, 0, 0, 0], None
            if end < len(string):
                clock, tz = _parse_time(string[end + 1:])
        except ValueError as e:
            if not _plain_error(e):
                raise
            raise ValueError(f"Invalid isoformat string: {string!r}") from None
        midnight = clock[0] == 24
        if midnight:
            if any(clock[1:]):
                raise ValueError("minute, second, and microsecond must be 0 when hour is 24")
            _check_date(*ymd)
            ymd = _from_ordinal(_ordinal(*ymd) + 1)
            clock[0] = 0
        return cls(*ymd, *clock, tz)

    @classmethod
    def strptime(cls, string, format, /):
        """string, format -> new datetime parsed from a string (like time.strptime())."""
        fields, tz = _strptime(string, format)
        return cls(*fields, tz)

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        saving = self.dst()
        return self._timetuple(self._hour, self._minute, self._second,
                               -1 if saving is None else bool(saving) + 0)

    def utctimetuple(self):
        """Return UTC time tuple, compatible with time.localtime()."""
        offset = self.utcoffset()
        dt = self - offset if offset else self
        return dt._timetuple(dt._hour, dt._minute, dt._second, 0)

    def _local_seconds(self):
        """The seconds since 1970 of a local time; fold tells which of two."""
        wall = self._us() // 1_000_000 - _EPOCH * 86400

        def local(seconds):
            t = _time.localtime(seconds)
            return ((_ordinal(t[0], t[1], t[2]) - _EPOCH) * 86400
                    + t[3] * 3600 + t[4] * 60 + t[5])

        # The offsets a day earlier and a day later are the candidates.
        found = sorted({wall - (local(wall + day) - wall - day)
                        for day in (-86400, 86400)})
        right = [seconds for seconds in found if local(seconds) == wall]
        if right:
            return right[self._fold if len(right) > 1 else 0]
        # The clock skipped this time: the first offset gives the later result.
        return found[0 if self._fold else -1]

    def timestamp(self):
        """Return POSIX timestamp as float."""
        offset = self.utcoffset()
        if offset is None:
            return self._local_seconds() + self._microsecond / 1_000_000
        return (self._us() - offset._us - _EPOCH * _DAY) / 1_000_000

    def date(self):
        """Return date object with same year, month and day."""
        return _date_class(self._year, self._month, self._day)

    def time(self):
        """Return time object with same time but with tzinfo=None."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond,
                           fold=self._fold)

    def timetz(self):
        """Return time object with same time and tzinfo."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond,
                           self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None,
                second=None, microsecond=None, tzinfo=True, *, fold=None):
        """Return datetime with new specified fields."""
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day,
                          self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    __replace__ = replace

    def astimezone(self, tz=None):
        """tz -> convert to local time in new timezone tz"""
        _check_tzinfo(tz)
        if tz is not None and self._tzinfo is tz:
            return self
        offset = self.utcoffset()
        if offset is None:
            us = (self._local_seconds() + _EPOCH * 86400) * 1_000_000 + self._microsecond
        else:
            us = self._us() - offset._us
        if tz is None:
            t = _time.localtime(us // 1_000_000 - _EPOCH * 86400)
            tz = timezone(timedelta(seconds=t.tm_gmtoff), t.tm_zone)
        return tz.fromutc(type(self)._of_us(us, tz))

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return None if self._tzinfo is None else _check_offset(
            "utcoffset", self._tzinfo.utcoffset(self))

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return None if self._tzinfo is None else _check_offset("dst", self._tzinfo.dst(self))

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def ctime(self):
        """Return ctime() style string."""
        return (f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month - 1]} "
                f"{self._day:2d} {self._hour:02d}:{self._minute:02d}:"
                f"{self._second:02d} {self._year:04d}")

    def isoformat(self, sep="T", timespec="auto"):
        """Return the time as "YYYY-MM-DDTHH:MM:SS[.ffffff][+HH:MM]", with another
        separator than T and as much of the time as timespec says."""
        if not isinstance(sep, str):
            raise TypeError(f"isoformat() argument 1 must be a unicode character, "
                            f"not {type(sep).__name__}")
        if len(sep) != 1:
            raise TypeError(f"isoformat() argument 1 must be a unicode character, "
                            f"not a string of length {len(sep)}")
        return (f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}"
                + _time_text(self._hour, self._minute, self._second,
                             self._microsecond, timespec)
                + _offset_text(self.utcoffset()))

    def __repr__(self):
        text = f"{self._year}, {self._month}, {self._day}, {self._hour}, {self._minute}"
        if self._second or self._microsecond:
            text += f", {self._second}"
        if self._microsecond:
            text += f", {self._microsecond}"
        return f"{_qualified(self)}({text}{_tail(self)})"

    def __str__(self):
        return self.isoformat(sep=" ")

    def _pair(self, other, ordering):
        if not isinstance(other, datetime):
            return None
        a, b = self._us(), other._us()
        if self._tzinfo is not other._tzinfo:
            mine, its = self.utcoffset(), other.utcoffset()
            if not ordering and (
                    mine != self.replace(fold=not self._fold).utcoffset()
                    or its != other.replace(fold=not other._fold).utcoffset()):
                return 0, 1
            if (mine is None) != (its is None):
                if ordering:
                    raise TypeError("can't compare offset-naive and offset-aware datetimes")
                return 0, 1
            if mine is not None:
                a, b = a - mine._us, b - its._us
        return a, b

    def __eq__(self, other):
        p = self._pair(other, False)
        return NotImplemented if p is None else p[0] == p[1]

    def __lt__(self, other):
        p = self._pair(other, True)
        return NotImplemented if p is None else p[0] < p[1]

    def __le__(self, other):
        p = self._pair(other, True)
        return NotImplemented if p is None else p[0] <= p[1]

    def __gt__(self, other):
        p = self._pair(other, True)
        return NotImplemented if p is None else p[0] > p[1]

    def __ge__(self, other):
        p = self._pair(other, True)
        return NotImplemented if p is None else p[0] >= p[1]

    def __hash__(self):
        offset = self.replace(fold=0).utcoffset() if self._fold else self.utcoffset()
        return hash(self._us() if offset is None else self._us() - offset._us)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of_us(self._us() + other._us, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._of_us(self._us() - other._us, self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        us = self._us() - other._us()
        if self._tzinfo is not other._tzinfo:
            mine, its = self.utcoffset(), other.utcoffset()
            if (mine is None) != (its is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            if mine is not None:
                us += its._us - mine._us
        return timedelta._of(us)

    def _state(self, fold):
        us = self._microsecond
        return bytes((self._year >> 8, self._year & 255, self._month | fold << 7,
                      self._day, self._hour, self._minute, self._second,
                      us >> 16, us >> 8 & 255, us & 255))

    def __reduce_ex__(self, protocol):
        state = self._state(self._fold if protocol > 3 else 0)
        return self.__class__, (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


def _date_end(text):
    """Where the date ends in a datetime."""
    if len(text) < 7:
        raise ValueError
    if text[4] == "-":
        if text[5] == "W":
            return 10 if text[8:9] == "-" and text[9:10].isdigit() else 8
        return 10
    if text[4] == "W":
        return 8 if text[7:8].isdigit() else 7
    return 8


_date_class, _time_class = date, time

datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)

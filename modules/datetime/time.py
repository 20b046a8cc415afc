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



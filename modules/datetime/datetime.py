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

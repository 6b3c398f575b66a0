from datetime import datetime, date, timedelta, time, timezone
d = date(2024, 2, 28) + timedelta(days=2); print(d, repr(d), d.weekday(), d.isoformat(), d.strftime("%A %d %B %Y"), d - date(2024, 1, 1), d.replace(year=2023), d.isocalendar())
t = datetime(2024, 1, 1, 12, 30, 15, 500); print(t, repr(t), t.isoformat(), t + timedelta(hours=12.5), datetime.fromisoformat("2024-05-06T07:08:09"), datetime.strptime("3/4/2024 05:06", "%d/%m/%Y %H:%M"), t.timetuple()[:3])
print(timedelta(days=1, seconds=3661), repr(timedelta(1, 2, 3)), timedelta(hours=25).total_seconds(), timedelta(5) / timedelta(2), -timedelta(seconds=1), divmod(timedelta(7), timedelta(3)))
u = datetime(2024, 1, 1, tzinfo=timezone.utc); print(u, u.astimezone(timezone(timedelta(hours=2))), time(1, 2), u.timestamp(), datetime.fromtimestamp(0, timezone.utc))
for bad in ("date(2024, 13, 1)", "date(2023, 2, 29)", "datetime.strptime('x', '%Y')", "date.fromisoformat('nope')", "t < u", "t - u"):
    try: print(eval(bad))
    except Exception as e: print(type(e).__name__, e)

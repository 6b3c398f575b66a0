from datetime import datetime, date, timedelta, time, timezone
d = date(2024, 2, 29); print(d, d + timedelta(days=365), d.replace(year=2023, day=1), d.weekday(), d.isoweekday(), d.isocalendar(), d.strftime('%A %d %B %Y, week %U, day %j'), d.toordinal(), date.fromisoformat('2020-01-05'))
dt = datetime(2024, 1, 31, 13, 5, 9, 123456); print(dt, repr(dt), dt.isoformat(), dt.strftime('%Y-%m-%d %H:%M:%S.%f %p %I %y %b %a'), dt.date(), dt.time(), dt.timestamp() - datetime(2024, 1, 31).timestamp(), dt - datetime(2023, 12, 25), (dt - timedelta(hours=14)).day)
print(datetime.strptime('21/11/06 16:30', '%d/%m/%y %H:%M'), timedelta(days=1, hours=25, minutes=61), repr(timedelta(seconds=-1)), timedelta(hours=5) / timedelta(hours=2), timedelta(days=1) // 2, timedelta(days=2).total_seconds(), abs(timedelta(-1)), divmod(timedelta(hours=5), timedelta(hours=2)))
u = datetime(2020, 1, 1, tzinfo=timezone.utc); print(u, u.astimezone(timezone(timedelta(hours=5, minutes=30))), time(10, 20).isoformat(), min(d, date(2000, 1, 1)), d > date(2020, 1, 1), u.tzname(), timezone(timedelta(hours=-3)))
for bad in ("date(2023, 2, 29)", "date(2023, 13, 1)", "datetime.strptime('x', '%Y')", "date.fromisoformat('20-1')", "d + 1", "d < 5", "datetime(2020,1,1) - u", "timedelta(days=10**10)"):
    try: print(eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)

from datetime import datetime, date, timedelta, timezone, time
d = date(2024, 2, 28); print(d + timedelta(days=2), d.isoformat(), d.weekday(), d.strftime('%A %d %B %Y'), repr(d))
dt = datetime(2024, 1, 1, 12, 30, 15, 123456); print(dt, repr(dt), dt.isoformat(), dt - datetime(2023,1,1), dt.timestamp)if 0 else print(dt, repr(dt))
print(timedelta(days=1, seconds=3661), repr(timedelta(hours=5, microseconds=3)), timedelta(1).total_seconds())
print(datetime.fromisoformat('2024-05-06T07:08:09+02:00'), datetime.strptime('2020-01-02', '%Y-%m-%d'))
print(datetime(2024,1,1,tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=3))))
print(date.today() > date(2000,1,1), time(12,3), d.replace(day=1), d < date(2025,1,1), f'{dt:%H:%M}')
try: date(2023, 2, 30)
except ValueError as e: print(e)

import calendar
print(calendar.month(2024,2)); print(calendar.calendar(2023)); calendar.prmonth(2000,1); print(calendar.monthrange(2024,2), calendar.isleap(1900), calendar.leapdays(1990,2010))
print(calendar.monthcalendar(2021,3)); calendar.setfirstweekday(calendar.SUNDAY); print(calendar.month(2024,2,3,2)); print(calendar.weekheader(3), calendar.day_name[0], list(calendar.month_abbr), calendar.MONDAY)
try: calendar.monthrange(2000,13)
except Exception as e: print(type(e).__name__, e)
try: calendar.setfirstweekday(9)
except Exception as e: print(type(e).__name__, e)
c=calendar.Calendar(6)
print(list(c.itermonthdates(2024,1))[:3], list(c.itermonthdays4(2024,12))[-3:], c.yeardayscalendar(2024)[0][0]); print(calendar.timegm((2020,1,1,0,0,0))); print(calendar.weekday(2024,7,4))

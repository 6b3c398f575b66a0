try:
    raise ExceptionGroup('eg',[ValueError(1),TypeError('t'),ExceptionGroup('in',[KeyError('x')])])
except* ValueError as e:
    print(e.exceptions)

import configparser, io, sys
src='''[DEFAULT]
base = /home
Timeout: 30
[server]
host = localhost
port=8080
path = %(base)s/x%%
debug = yes
multi = one
  two

  three
# comment
; other
empty =
[other section]
k = v = w
'''
c=configparser.ConfigParser(); c.read_string(src)
print(c.sections(), c['server']['host'], c.getint('server','port'), c['server'].getboolean('debug'), c.get('server','path'), repr(c['server']['multi']), c['server']['timeout'], dict(c['server']), c.has_option('server','x'), c.get('server','zz',fallback='F'), c['server'].get('q','d'), 'server' in c, len(c), list(c), c['other section']['k'], c['server'], c.items('other section'), c.getfloat('server','timeout'))
c['new']={'a':'1','B':2}; c.set('new','z','q'); c.add_section('s2'); c.write(sys.stdout); c.remove_option('new','a'); c.remove_section('s2'); print(c.options('new'), c.defaults())
for f in (lambda: c['nope'], lambda: c.get('nope','x'), lambda: c.get('server','nope'), lambda: c.add_section('new'), lambda: c.getint('server','host'), lambda: c.getboolean('server','host'), lambda: c.read_string('x=1'), lambda: c.read_string('[a]\nx=1\nx=2'), lambda: c.read_string('[b]\n[b]'), lambda: c.read_string('[c]\nfoo'), lambda: c.set('new','x',5), lambda: c.read_string('[d]\na=%(zz)s') or c.get('d','a'), lambda: c.read_string('[e]\na=%x') or c.get('e','a'), lambda: c.set('new','y','%'), lambda: c.add_section('DEFAULT'), lambda: c.read_string('[f]\na=%(b)s\nb=%(a)s') or c.get('f','a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
e=configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation(), allow_no_value=True); e.read_string('[a]\nx=1\nflag\ny=${x}2\n[b]\nz=${a:y}3'); print(e['b']['z'], e['a']['flag'], e.read('nofile'))
r=configparser.RawConfigParser(inline_comment_prefixes=';'); r.optionxform=str; r.read_string('[A]\nKey = %raw ; c\n'); print(dict(r['A']))

import sys
sys.stdout.write("no newline"); sys.stderr.write("err\n")
1/0

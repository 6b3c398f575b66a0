import struct
print(struct.pack('<iHd', 1, 2, 3.5), struct.unpack('>I', b'\x00\x00\x01\x00'), struct.calcsize('iqd'))
print(struct.pack('5s?c', b'ab', True, b'x'), list(struct.iter_unpack('<H', b'\x01\x00\x02\x00')))
try: struct.pack('B', 300)
except struct.error as e: print(e)
try: struct.unpack('I', b'abc')
except struct.error as e: print(e)

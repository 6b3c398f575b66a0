async def main(): raise ValueError('bad')
import asyncio
try: asyncio.run(main())
except ValueError as e: print('caught', e)

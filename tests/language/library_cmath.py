import cmath,math
vals=[0,1,-1,1j,-1j,1+2j,-3.5+.25j,1e10+1j,1e-10-1e-12j,0.5,2+0j,-2-0.0j,complex(0.0,-0.0), 3, 100+100j, .999+.01j]
for n in 'sqrt exp log log10 sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh phase polar isfinite isinf isnan'.split():
    for v in vals:
        try: print(n,v,getattr(cmath,n)(v))
        except Exception as e: print(n,v,type(e).__name__,e)
print(cmath.rect(2,1),cmath.isclose(1+1j,1+1.0000000001j),cmath.pi,cmath.infj, cmath.log(8,2))

from tests.journeys import quarter
def test_x(qapp, tmp_path):
    import time
    t=time.time()
    j = quarter.travel(tmp_path)
    print(time.time()-t)
    print(j.count, j.set_up)
    for k,v in sorted(j.longest.items(), key=lambda e:-e[1])[:25]: print(round(v*1000), k, k in j.announced)

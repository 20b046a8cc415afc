print('importing broken')
1 / 0

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'heappushpop',
           'heappush_max', 'heappop_max', 'heapify_max', 'heapreplace_max',
           'heappushpop_max', 'nlargest', 'nsmallest', 'merge']


def merge(*iterables, key=None, reverse=False):
    '''Merge multiple sorted inputs into a single sorted output.

    Similar to sorted(itertools.chain(*iterables)) but returns a generator,
    does not pull the data into memory all at once, and assumes that each of
    the input streams is already sorted (smallest to largest).
    '''
    if reverse:
        make, replace, pop, step = heapify_max, heapreplace_max, heappop_max, -1
    else:
        make, replace, pop, step = heapify, heapreplace, heappop, 1
    # Entries are [sort key, number of the input, item, its iterator]: the number
    # keeps equal items in the order of the inputs.
    heap = []
    for number, iterable in enumerate(iterables):
        items = iter(iterable)
        for item in items:
            heap.append([item if key is None else key(item), number * step, item, items.__next__])
            break
    make(heap)
    while len(heap) > 1:
        entry = heap[0]
        advance = entry[3]
        try:
            while True:
                yield entry[2]
                item = entry[2] = advance()
                entry[0] = item if key is None else key(item)
                replace(heap, entry)
                entry = heap[0]
                advance = entry[3]
        except StopIteration:
            pop(heap)
            if len(heap) < 2:
                break
    if heap:
        yield heap[0][2]
        advance = heap[0][3]
        while True:
            try:
                item = advance()
            except StopIteration:
                return
            yield item

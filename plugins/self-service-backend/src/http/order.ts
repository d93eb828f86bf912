/** `-updatedAt` as the order and its direction. */
export function readSort<Order extends string>(
  sort: Order | `-${Order}`,
): { order: Order; descending: boolean } {
  const descending = sort.startsWith('-');
  const order = descending ? sort.slice(1) : sort;
  // One of Order by the type of the parameter.
  return { order: order as Order, descending };
}

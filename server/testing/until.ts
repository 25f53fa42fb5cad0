/** Waits until something is so; fails loudly after five seconds. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + 5_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come to be within five seconds');
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

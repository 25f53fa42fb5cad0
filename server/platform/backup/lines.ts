/** Cuts chunks of bytes into lines; what does not end yet waits for the next chunk. */
export function lineCutter(): (chunk: Buffer) => string[] {
  let held: Buffer = Buffer.alloc(0);
  return (chunk) => {
    held = held.length ? Buffer.concat([held, chunk]) : chunk;
    const lines: string[] = [];
    let from = 0;
    for (let ends = held.indexOf(10); ends >= 0; ends = held.indexOf(10, from)) {
      lines.push(held.toString('utf8', from, ends));
      from = ends + 1;
    }
    held = held.subarray(from);
    return lines;
  };
}

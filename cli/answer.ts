/** Prints the result of a command: for people as lines, for machines (`--json`) as one JSON document. */
export function answer(options: { json?: boolean }, result: unknown, lines: readonly string[]): void {
  console.log(options.json ? JSON.stringify(result, null, 2) : lines.join('\n'));
}

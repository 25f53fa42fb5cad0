import { appendFile, readFile } from 'node:fs/promises';

const PATIENCE_MS = 10_000;

/** Gives signed notes to a witness: appended to a file, or posted to a web address. Rejects when the witness did not take them. */
export async function publish(witness: string, notes: readonly string[]): Promise<void> {
  if (!/^https?:\/\//.test(witness)) return appendFile(witness, notes.map((note) => `${note}\n`).join(''), { mode: 0o644 });
  for (const note of notes) {
    const answer = await fetch(witness, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: note,
      // A witness that moved is named anew by the operator, not by whoever answers.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) throw new Error(`the witness ${new URL(witness).host} answered ${answer.status}`);
  }
}

/** The notes of a witness's file: each of two parts, what is said and the signature, an empty line after each. */
export async function witnessed(file: string): Promise<string[]> {
  const parts = (await readFile(file, 'utf8')).split('\n\n').filter((part) => part.trim() !== '');
  return Array.from({ length: Math.ceil(parts.length / 2) }, (_, at) => `${parts[2 * at]}\n\n${(parts[2 * at + 1] ?? '').trimEnd()}\n`);
}

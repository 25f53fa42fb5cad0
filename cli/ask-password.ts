import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  const ended = new Promise<never>((_resolve, reject) => lines.once('SIGINT', () => reject(new Error('Nothing was changed.'))));
  try {
    return await Promise.race([lines.question(''), ended]);
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** Asks for a new password twice without showing it; without a terminal it is the first line of standard input. */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/)[0] ?? '';
  const password = await askHidden('Password: ');
  if ((await askHidden('Once more: ')) !== password) throw new Error('The two passwords differ: nothing was changed.');
  return password;
}

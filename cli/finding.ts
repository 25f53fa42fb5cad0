/** One thing `linli doctor` looked at, and what to do about it. */
export interface Finding {
  check: string;
  state: 'ok' | 'warn' | 'fail';
  text: string;
}

export const finding = (check: string, state: Finding['state'], text: string): Finding => ({ check, state, text });

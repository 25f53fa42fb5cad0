/** Fen as yuan: 8050 is 80.50, 8000 is 80. */
export function yuanText(fen: number): string {
  const rest = fen % 100;
  return rest === 0 ? String(fen / 100) : `${Math.floor(fen / 100)}.${String(rest).padStart(2, '0')}`;
}

/** Yuan as typed in fen; null for an empty box, undefined for what is no amount. */
export function fenOf(typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const [, yuan, fen = ''] = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(typed.trim()) ?? [];
  return yuan === undefined ? undefined : Number(yuan) * 100 + Number(fen.padEnd(2, '0'));
}

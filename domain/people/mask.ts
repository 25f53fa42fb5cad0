/** A phone as lists show it: 138****6021, 0951-***4321; too short a number is all stars. '' stays ''. */
export function maskPhone(phone: string | null): string {
  if (!phone) return '';
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  const digits = phone.length;
  if (digits < 8) return '*'.repeat(digits);
  return `${phone.slice(0, 4)}${'*'.repeat(digits - 8)}${phone.slice(-4)}`;
}

/** A name as those see it who need not know it: 王**. */
export function maskName(name: string): string {
  const letters = [...name];
  return letters.length < 2 ? name : `${letters[0]}${'*'.repeat(Math.min(letters.length - 1, 3))}`;
}

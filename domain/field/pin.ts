const RUNS = '01234567890 09876543210';

/** Whether a PIN of six digits is one of those everybody tries first: one digit, a run, two or three digits over and over. */
export function isSimplePin(pin: string): boolean {
  return /^(\d)\1+$/.test(pin) || RUNS.includes(pin) || /^(\d\d)\1\1$/.test(pin) || /^(\d{3})\1$/.test(pin);
}

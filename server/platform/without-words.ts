/** Where an error came from, without its message, which may hold what somebody wrote. */
export const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

/** A message as it may be kept: numbers as long as a phone and whatever stands in quotes are left out, since drivers quote what people wrote. */
export const withoutWords = (message: string): string =>
  message.replace(/"[^"]*"|“[^”]*”|「[^」]*」|\([^()]*\)=\([^()]*\)/g, '…').replace(/\d[\d -]{5,}\d/g, '…');

/** A QR picture of an address as a data URL; the drawing library is fetched when the first one is asked for. */
export async function qrPicture(text: string): Promise<string> {
  const { default: QRCode } = await import('qrcode');
  const svg = await QRCode.toString(text, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** A receipt code in groups of four letters, easier to read out and to copy. */
export function spacedCode(code: string): string {
  return code.includes('-') ? code : code.replace(/(.{4})(?=.)/g, '$1 ');
}

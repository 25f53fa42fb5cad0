/** Longest side of an uploaded photo in pixels: enough to read a number plate, a tenth of the bytes of a phone's original. */
const LONGEST_SIDE = 1600;

/** A smaller JPEG of the photo without its metadata; the original when the browser cannot decode it (the server then judges it). */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  const url = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
    const context = canvas.getContext('2d');
    if (!context) return file;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82));
    return smaller ?? file;
  } catch {
    return file;
  } finally {
    URL.revokeObjectURL(url);
  }
}

import { open } from 'node:fs/promises';

/** Brings the names in a folder to the disk: a renamed file may else be gone after a power cut. Windows does so by itself and opens no folders. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

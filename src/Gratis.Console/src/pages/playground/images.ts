/** What providers take; eight of the largest still fit a request. */
const kinds = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
const largest = 8_000_000;

export const accepted = kinds.join(',');

/** Whether a file can go along as a picture, and if not, why. */
export function faultOf(file: { type: string; size: number }): 'kind' | 'size' | null {
  if (!kinds.includes(file.type)) return 'kind';
  return file.size > largest ? 'size' : null;
}

export function dataUrlOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.readAsDataURL(file);
  });
}

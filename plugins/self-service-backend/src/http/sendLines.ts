import { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Streams text as it is read, so that memory does not grow with it. A reader
 * who goes away ends the reading.
 */
export async function sendLines(
  response: Response,
  options: {
    fileName: string;
    mediaType: string;
    lines: AsyncIterable<string>;
  },
): Promise<void> {
  response.setHeader('content-type', `${options.mediaType}; charset=utf-8`);
  response.setHeader(
    'content-disposition',
    `attachment; filename="${options.fileName}"`,
  );
  await pipeline(Readable.from(options.lines), response);
}

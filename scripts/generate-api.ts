import openapiTypescript, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '../server/openapi.ts';

/** The types of the web client, from the description that the operations give of themselves. */
export async function makeApiTypes(): Promise<string> {
  const document = (await openApiDocument()) as unknown as OpenAPI3;
  return COMMENT_HEADER + astToString(await openapiTypescript(document));
}

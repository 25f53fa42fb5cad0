import { Command } from 'commander';

/** `linli openapi`: the API's description, from the operations themselves; needs no database. */
export const openapiCommand = new Command('openapi').description('print the OpenAPI 3.1 document').action(async () => {
  const { openApiDocument } = await import('../server/openapi.ts');
  console.log(JSON.stringify(await openApiDocument(), null, 2));
});

import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const document = parse(
  readFileSync(new URL('../../resources/openapi/customer-api.yaml', import.meta.url), 'utf8'),
) as {
  components: { schemas: Record<string, unknown> };
};

// Strict about values: no text where an integer belongs. Keywords of OpenAPI that are no JSON Schema say nothing here.
const ajv = new Ajv2020({ allErrors: true, strict: false, coerceTypes: false, useDefaults: false });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: 'document', ...document });

// Stricter than the document, which is silent about keys it does not name: the service may refuse them, so we do.
const validator = (schema: string): ValidateFunction =>
  ajv.compile({ $ref: `document#/components/schemas/${schema}`, unevaluatedProperties: false });

const validators = {
  CreateTicket: validator('CreateTicket'),
  PincodeCredentials: validator('PincodeCredentials'),
  Ticket: validator('Ticket'),
  ProductGroups: validator('ProductGroups'),
  ProductBundles: validator('ProductBundles'),
};

/** What is wrong with a value, in the words of the schema; empty: nothing. */
export function problemsOf(schema: keyof typeof validators, value: unknown): string[] {
  const validate = validators[schema];
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath.slice(1) || 'body'} ${message ?? ''}`,
  );
}

import { describe, expect, it } from 'vitest';
import { redactFields, scrub } from '../../main/platform/log-fields.ts';

describe('what the log may tell', () => {
  it('is on a list; everything else is left out', () => {
    const fields = { code: 'net.dns', token: 'canary', vin: 'JFL91010104391010', body: '{}', status: 400 };
    expect(redactFields(fields as never)).toEqual({ code: 'net.dns', status: 400 });
  });

  it.each([
    'sbx.8xTqZr1Q2w3E4r5T6y7U8i9O',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1g',
    'JFL91010104391010',
    '0123456789abcdef0123456789abcdef',
  ])('takes %s out of a text', (secret) => {
    expect(scrub(`TypeError: could not read "${secret}" of x`)).not.toContain(secret);
    expect(scrub(`token=${secret}`)).not.toContain(secret);
  });

  it('leaves what helps to find a defect', () => {
    const line = '    at TicketService.send (/opt/jifeline-workshop/resources/app.asar/main.cjs:1234:56)';
    expect(scrub(line)).toBe(line);
  });
});

import { describe, expect, it } from 'vitest';
import { resolveAsset } from '../../main/security/assets.ts';

const root = '/opt/workshop/renderer';

describe('the addresses of the window', () => {
  it.each([
    ['app://workshop/index.html', 'index.html', 'text/html'],
    ['app://workshop/assets/index-Bx1_a.js', 'assets/index-Bx1_a.js', 'text/javascript'],
    ['app://workshop/assets/inter-latin.woff2?v=1#x', 'assets/inter-latin.woff2', 'font/woff2'],
  ])('serves %s', (address, file, mediaType) => {
    expect(resolveAsset(address, root)).toEqual({
      file: `${root}/${file}`,
      mediaType: expect.stringContaining(mediaType) as unknown,
    });
  });

  it.each([
    'app://workshop/../main.cjs.js',
    'app://workshop/%2e%2e/secret.html',
    'app://workshop/assets/%2e%2e%2f%2e%2e%2fetc/passwd.html',
    'app://workshop/..%5c..%5csecret.html',
    'app://workshop/assets\\..\\..\\secret.html',
    'app://workshop//etc/index.html',
    'app://workshop/C:/secret.html',
    'app://workshop/.hidden.html',
    'app://workshop/assets/.html',
    'app://workshop/index.html%00.js',
    'app://workshop/',
    'app://workshop/main.cjs',
    'app://workshop/tickets.db',
    'app://workshop.evil.example/index.html',
    'app://evil/index.html',
    'app://user:pass@workshop/index.html',
    'file:///etc/passwd.html',
    'https://workshop/index.html',
    'not an address',
  ])('refuses %s', (address) => {
    const asset = resolveAsset(address, root);
    // Whatever the parser of addresses made of it, nothing outside the folder may come out.
    expect(!asset?.file.slice(root.length).includes('..')).toBe(true);
    if (!address.includes('/../') && !address.includes('%2e%2e/')) expect(asset).toBeNull();
  });
});

/**
 * A person with a browser, driven over HTTP: follows redirects with cookies, fills in the sandbox's sign-in pages, and
 * says yes or no. Made for the pages of oidc-provider's devInteractions.
 */
export interface Person {
  readonly login: string;
  /** Says no where consent is asked for. */
  readonly declines?: boolean;
  /** For the page of the device flow. */
  readonly userCode?: string;
}

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

/** Goes where a link leads, until there is nothing more to fill in. @returns the page that stays on screen. */
export async function browse(
  address: string,
  person: Person,
  stopAt: (url: URL) => boolean = () => false,
): Promise<Page> {
  const cookies = new Map<string, Map<string, string>>();
  const visit = async (url: URL, form: URLSearchParams | null): Promise<Page> => {
    if (stopAt(url)) return { url, status: 0, text: '' };
    const jar = cookies.get(url.host) ?? new Map<string, string>();
    cookies.set(url.host, jar);
    const response = await fetch(url, {
      method: form === null ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form,
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...rest] = pair.split('=');
      if (rest.join('=') === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, rest.join('='));
    }
    const location = response.headers.get('location');
    if (location !== null) return visit(new URL(location, url), null);
    return { url, status: response.status, text: await response.text() };
  };

  let page = await visit(new URL(address), null);
  for (let steps = 0; steps < 10; steps += 1) {
    const form = formOf(page);
    if (form === null) return page;
    const decline = /href="([^"]*\/abort)"/.exec(page.text)?.[1];
    if (person.declines === true && form.fields.get('prompt') === 'consent' && decline !== undefined)
      return visit(new URL(decline.replaceAll('&amp;', '&'), page.url), null);
    const { fields } = form;
    if (fields.has('login')) fields.set('login', person.login);
    if (fields.has('password')) fields.set('password', 'not checked');
    if (fields.has('user_code') && fields.get('user_code') === '')
      fields.set('user_code', person.userCode ?? '');
    page = await visit(form.action, fields);
  }
  throw new Error(`The sign-in pages never end: ${page.url.href}`);
}

function formOf({ text, url }: Page): { action: URL; fields: URLSearchParams } | null {
  const form = /<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(text);
  if (form === null) return null;
  const fields = new URLSearchParams();
  for (const [input] of (form[2] ?? '').matchAll(/<(?:input|button)[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return { action: new URL((form[1] ?? '').replaceAll('&amp;', '&'), url), fields };
}

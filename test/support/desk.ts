import type { Locator, Page } from 'playwright';

/** The window as a mechanic sees it: the names of things, in one place. */
export class Desk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get connectorLight(): Locator {
    return this.page.locator('header').getByRole('button', { name: /^Connector/ });
  }
  get serviceLight(): Locator {
    return this.page.locator('header').getByRole('button', { name: /^Service/ });
  }
  get sendButton(): Locator {
    return this.page.getByRole('button', { name: /^(Send ticket|Send now|Sending)/ });
  }
  get ticketNumber(): Locator {
    return this.page.getByTestId('ticket-number');
  }
  get saved(): Locator {
    return this.page.getByTestId('saved');
  }
  /** What became of the ticket on screen. */
  get outcome(): Locator {
    return this.page.locator('section[aria-labelledby=outcome-title]');
  }
  get panel(): Locator {
    return this.page.getByRole('dialog');
  }
  get tickets(): Locator {
    return this.page.getByRole('list', { name: 'Your tickets' }).getByRole('listitem');
  }

  field(name: string): Locator {
    return this.page.getByRole('main').getByLabel(name, { exact: false }).first();
  }
  get vin(): Locator {
    return this.page.locator('#vin');
  }
  get newProduct(): Locator {
    return this.page.locator('#product_ids');
  }

  /** The chosen products. */
  get basket(): Locator {
    return this.page.locator('ul.basket > li');
  }

  /** By its id, as it stands on a price list. */
  async addProduct(id: string): Promise<void> {
    await this.newProduct.fill(id);
    await this.newProduct.press('Enter');
  }

  async signIn(connectorId: string, pin: string): Promise<void> {
    await this.serviceLight.click();
    await this.panel.getByLabel('Connector id').fill(connectorId);
    await this.panel.getByLabel('Pin').fill(pin);
    await this.panel.getByRole('button', { name: 'Sign in', exact: true }).click();
    // While the panel is open, what lies behind it takes no keys.
    await this.panel.waitFor({ state: 'hidden' });
  }

  /** What every ticket needs; the connector and the VIN come over the cable. */
  async fillRequired(products: readonly string[] = ['52351']): Promise<void> {
    await this.page.locator('#vehicle_model_id').fill('284841');
    await this.page.locator('#vehicle_model_variant_id').fill('284841');
    for (const product of products) await this.addProduct(product);
  }

  /** Everything in the Customer API document's sample. */
  async fillSample(): Promise<void> {
    await this.fillRequired(['52351', '52352']);
    await this.page.getByRole('button', { name: 'Add an answer' }).click();
    await this.page.getByLabel('Question id 1').fill('12');
    await this.page.getByRole('radiogroup', { name: 'Answer 1' }).getByLabel('Yes').check();
    await this.page.locator('#confirmed_unattended_service').check();
    await this.page.locator('#reference').fill('aa-bb-12');
    await this.page.locator('#voucher').fill('234MD23');
    await this.page.locator('summary', { hasText: 'More' }).click();
    await this.page.locator('#prepared_ticket_id').fill('ca09a970-6519-4280-b6a6-65727e2894e3');
  }

  async send(): Promise<void> {
    await this.sendButton.click();
  }
}

// Generated from resources/openapi/customer-api.yaml by scripts/generate-api-types.ts. Do not edit.
export interface paths {
    "/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a new ticket
         * @description Creates a new ticket containing one or more products for a specific vehicle with VIN. It is not possible to create a ticket on a connector when there is a pending ticket on the connector. (document)
         */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/authenticate/pincode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a connector in with its pin code
         * @deprecated
         * @description With connector_id marked deprecated in favour of the same call with connector_uuid. (public)
         */
        post: operations["authenticateWithPincode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/historical-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Earlier tickets of a vehicle
         * @description Lists take offset and limit and answer result, total, offset and limit. (public)
         */
        get: operations["listHistoricalTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/product-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The groups of products that a vehicle can have
         * @description Asked with model and variant, and answers entries like {id 2691, name}. (public) That both ids are required, and that it is a list in pages as the others, is assumed. (assumed)
         */
        get: operations["listProductGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/product-bundles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bundles of a group that a vehicle can have
         * @description Asked with group, model and variant. (public) That all three are required, and that it is a list in pages as the others, is assumed. (assumed)
         */
        get: operations["listProductBundles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Creates a ticket (document) */
        CreateTicket: {
            /** @description The Vehicle Identification number the ticket is created for */
            vin: string;
            /** @description The ID of the vehicle model */
            vehicle_model_id: number;
            /** @description The ID of the vehicle model variant */
            vehicle_model_variant_id: number;
            /** @description The ID of the connected connector */
            connector_id: number;
            /** @description Voucher code for discount */
            voucher?: string;
            /** @description Array of products ids that will be purchased in the ticket */
            product_ids: number[];
            /** @description Ticket attributes are answers on the product prerequisite of the products in the ticket */
            product_prerequisites?: components["schemas"]["ProductPrerequisiteAnswer"][];
            metadata: components["schemas"]["TicketMetadata"];
            /**
             * Format: uuid
             * @description The identifier of the prepared ticket
             */
            prepared_ticket_id?: string | null;
            /**
             * @description Reference of the ticket
             * @default
             */
            reference: string;
            /**
             * @description true if confirmation for auto-outsourcing to an unattended service is given.
             * @default false
             */
            confirmed_unattended_service: boolean;
        };
        /** @description Answer to a product prerequisite. The document shows no keys. (document) */
        ProductPrerequisiteAnswer: {
            [key: string]: unknown;
        };
        /** @description Metadata for the ticket. The keys are those of the document's sample; none is said to be required. */
        TicketMetadata: {
            /** @description The program */
            app_name?: string;
            /** @description Its version */
            app_version?: string;
            /** @description The operating system, e.g. Mac OS */
            platform?: string;
            /** @description Its version */
            platform_version?: string;
            /** @description Who made the PC */
            device_manufacturer?: string;
            /** @description Which model it is */
            device_model?: string;
            /** @description Charge in percent, as text */
            battery_state?: string;
            /** @description Language and region, e.g. nl_NL */
            locale?: string;
            /** @description Decimal degrees, as text */
            latitude?: string;
            /** @description Decimal degrees, as text */
            longitude?: string;
            /** @description Whether the connector read the VIN from the car */
            vin_is_found_by_reader?: boolean;
        };
        /** @description The created ticket, as in the document's sample. Nothing is promised to be there, and ids come as text or as numbers. */
        Ticket: {
            id?: string | number;
            /** Format: uuid */
            uuid?: string;
            vin?: string;
            vinNumber?: string;
            vehicle_model_id?: number | string;
            vehicle_model_variant_id?: number | string;
            /** @description Nested in the document's sample; taken flat as well. */
            product_ids?: unknown[];
            chat_id?: string;
            connector_id?: number | string;
            /** @description The meaning of the numbers is not published. */
            state?: number;
        };
        PincodeCredentials: {
            connector_id: number;
            /** @description Length differs between documents (4, 5): not checked here. (public) */
            pincode: string;
        } | {
            /** Format: uuid */
            connector_uuid: string;
            pincode: string;
        };
        Tokens: {
            id_token?: string;
            access_token: string;
            refresh_token?: string;
        };
        HistoricalTickets: {
            result: components["schemas"]["HistoricalTicket"][];
            total: number;
            offset: number;
            limit: number;
        };
        HistoricalTicket: {
            id?: number | string;
            connector_id?: number | string;
            state?: number;
            vin?: string;
            odometer_reading?: number | null;
            reference?: string | null;
            voucher?: string | null;
            vehicle_model_id?: number | string;
            vehicle_model_variant_id?: number | string;
            sub_total?: unknown;
            total?: unknown;
        };
        ProductGroups: {
            result: components["schemas"]["ProductGroup"][];
            total: number;
            offset: number;
            limit: number;
        };
        ProductGroup: {
            id: number;
            name: string;
        };
        ProductBundles: {
            result: components["schemas"]["ProductBundle"][];
            total: number;
            offset: number;
            limit: number;
        };
        ProductBundle: {
            /** Format: uuid */
            id: string;
            product_group_id: number;
            name: string;
            description?: string;
            reference?: string;
            blocks: {
                optional?: boolean;
                /** @description Lists of product ids, nested as public documentation shows them; one list is taken. (assumed) */
                product_ids: number[][];
            }[];
        };
        /** @description Unknown shape; taken as any JSON. (assumed) */
        Problem: unknown;
    };
    responses: {
        /** @description Returned when a client sends a bad request. No body is documented. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description Returned when a request is performed without or with an incorrect OIDC token. No body is documented. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description Returned when an error occurs on the server. No body is documented. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Creates a ticket */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTicket"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    authenticateWithPincode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PincodeCredentials"];
            };
        };
        responses: {
            /** @description Signed in. The status is assumed; any 2xx is taken. (assumed) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    listHistoricalTickets: {
        parameters: {
            query: {
                /** @description The Vehicle Identification Number; that it is called vin is assumed. (assumed) */
                vin: string;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tickets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoricalTickets"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    listProductGroups: {
        parameters: {
            query: {
                vehicle_model_id: number;
                vehicle_model_variant_id: number;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of product groups */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductGroups"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    listProductBundles: {
        parameters: {
            query: {
                product_group_id: number;
                vehicle_model_id: number;
                vehicle_model_variant_id: number;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of product bundles */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductBundles"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
}

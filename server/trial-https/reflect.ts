import { createRequire } from 'node:module'

// @peculiar/x509 asks for Reflect's metadata, which Node does not have; to be imported before it.
createRequire(import.meta.url)('core-js/full/reflect')

/* What a form gives is valid UTF-8 without control characters, and encoded again it gives the same. */
#include "base/base.h"
#include "model/record.h"
#include "web/escape.h"
#include "web/form.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create((size_t)64 << 20);
    struct form form = { .arena = arena }, again = { .arena = arena };
    struct buffer text = buffer_in(arena);
    struct input *inputs;
    int n, values = 0;
    if (form_add_encoded(&form, (const char *)data, size) == DONE) {
        for (size_t i = 0; i < form.n; i++) {
            if (!utf8_valid(form.pairs[i].value, strlen(form.pairs[i].value)) || strchr(form.pairs[i].value, '\r'))
                abort();
            escape_url(&text, form.pairs[i].name, strlen(form.pairs[i].name));
            buffer_addc(&text, '=');
            escape_url(&text, form.pairs[i].value, strlen(form.pairs[i].value));
            buffer_addc(&text, '&');
        }
        if (form_add_encoded(&again, text.p, text.n) != DONE || again.n != form.n)
            abort();
        for (size_t i = 0; i < form.n; i++)
            if (strcmp(form.pairs[i].name, again.pairs[i].name) || strcmp(form.pairs[i].value, again.pairs[i].value))
                abort();
        form_inputs(&form, &inputs, &n);
        for (int i = 0; i < n; i++)
            values += inputs[i].n;
        if ((size_t)values != form.n)
            abort();
    }
    arena_destroy(arena);
    return 0;
}

/* argv to command; nothing else. */
#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc == 2 && argv[1][0] == 'v') {
        puts("mingze 0.1.0");
        return 0;
    }
    return 2;
}

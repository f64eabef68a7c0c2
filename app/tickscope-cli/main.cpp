// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/cli.h"
#include "app/tickscope-cli/interrupt.h"

int main(int argc, char** argv)
{
    tickscope::cli::prepareProcess();
    return tickscope::cli::runCli(argc, argv);
}

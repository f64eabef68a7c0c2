// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/workspace.h"

namespace tickscope {

QString workspaceKey(Workspace workspace)
{
    switch (workspace) {
    case Workspace::Teach:
        return QStringLiteral("teach");
    case Workspace::Debug:
        return QStringLiteral("debug");
    case Workspace::Explore:
        break;
    }
    return QStringLiteral("explore");
}

Workspace workspaceOf(const QString& key)
{
    for (const auto workspace : workspaces)
        if (key == workspaceKey(workspace))
            return workspace;
    return Workspace::Explore;
}

} // namespace tickscope
